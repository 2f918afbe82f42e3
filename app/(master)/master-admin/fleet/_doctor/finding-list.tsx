import { getLocale, getTranslations } from "next-intl/server";
import { Status, type Tone } from "@/app/_ui/status";
import { translator } from "@/lib/i18n/translator";
import type { KeptFinding } from "@/lib/master/fleet/doctor/kept-examination";
import { sayFinding } from "./finding-words";

export const severityTones: Record<KeptFinding["severity"], Tone> = {
  error: "bad",
  warning: "warn",
  note: "neutral",
};
const order = ["error", "warning", "note"];

/** What was found, the worst first, with what helps. */
export async function FindingList({ findings }: { findings: readonly KeptFinding[] }) {
  const t = await getTranslations("fleetDoctor");
  const say = await translator(await getLocale());
  const knows = (key: string) => t.has(key as "title");
  const sorted = findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return (
    <ul className="divide-y divide-line">
      {sorted.map((finding) => (
        <li
          key={JSON.stringify(finding)}
          className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0 sm:grid-cols-[8.5rem_minmax(0,1fr)]"
        >
          <span>
            <Status tone={severityTones[finding.severity]}>{t(`severity.${finding.severity}`)}</Status>
          </span>
          <span className="min-w-0">
            <span className="block break-words">{sayFinding(say, knows, finding)}</span>
            <span className="mt-0.5 flex flex-wrap gap-x-2 text-muted text-small">
              <code className="font-mono">{finding.code}</code>
              <span aria-hidden className="max-sm:hidden">
                ·
              </span>
              <span>
                {t("columns.helps")}: {t(`remedy.${finding.remedy}`)}
              </span>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
