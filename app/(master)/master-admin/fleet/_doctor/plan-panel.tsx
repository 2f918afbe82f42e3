import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Panel } from "@/app/_ui/panel";
import { translator } from "@/lib/i18n/translator";
import type { KeptStep } from "@/lib/master/fleet/doctor/kept-examination";
import { sayStep } from "./finding-words";

type Props = { steps: readonly KeptStep[]; count: number; note: string; children: ReactNode };

/** Every step of a repair before anything is done; the form that asks for it stands under it. */
export async function PlanPanel({ steps, count, note, children }: Props) {
  const t = await getTranslations("fleetDoctor");
  const say = await translator(await getLocale());
  const knows = (key: string) => t.has(key as "title");
  return (
    <Panel title={t("plan.title")} note={note}>
      <ol className="grid list-decimal gap-2 pl-6 marker:text-muted marker:tabular-nums">
        {steps.map((step) => (
          <li key={JSON.stringify(step)} className="break-words pl-1">
            {sayStep(say, knows, step)}
            {step.rows !== null && (
              <span className="text-muted text-small"> · {t("plan.rows", { count: step.rows })}</span>
            )}
          </li>
        ))}
      </ol>
      {count > steps.length && (
        <p className="mt-2 text-muted text-small">{t("plan.more", { count: count - steps.length })}</p>
      )}
      {children}
    </Panel>
  );
}
