import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { Status, type Tone } from "@/app/_ui/status";
import { askedForStaysMs } from "@/lib/databases";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import type { RepairResult } from "@/lib/master/fleet/doctor/repair-job";
import { zone } from "../../../_shell/zone";

const tones: Record<RepairResult["outcome"], Tone> = {
  repaired: "good",
  nothing: "neutral",
  changed: "warn",
  stopped: "warn",
  failed: "bad",
};

/** What the last repair came to. */
export async function OutcomePanel({ at, result }: { at: number; result: RepairResult }) {
  const t = await getTranslations("fleetDoctor.outcome");
  const { outcome, generation, quarantined, error } = result;
  return (
    <Panel title={t("title")} note={formatDateTime(at, zone)}>
      <Status tone={tones[outcome]}>{t(outcome)}</Status>
      {generation !== null && (
        <p className="mt-2">
          {t("generation", {
            generation: String(generation),
            date: formatDate(at + askedForStaysMs, zone),
          })}{" "}
          {quarantined > 0 && t("quarantined", { count: quarantined })}
        </p>
      )}
      {error !== null && <p className="mt-2 break-words font-mono text-bad text-small">{error}</p>}
    </Panel>
  );
}
