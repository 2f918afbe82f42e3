import { getTranslations } from "next-intl/server";
import { ChangeList } from "@/app/_audit/change-list";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { type HistoryEvent, subjectHistory } from "@/lib/company/history/queries";
import { formatDateTime } from "@/lib/i18n/format";

/** Who did what to this doctor, and when, the latest first. */
export async function DoctorHistory({ id, context }: { id: string; context: CompanyContext }) {
  const t = await getTranslations("doctors");
  const events = await subjectHistory(context.db, { type: "doctor", id });
  const titleOf = ({ action }: HistoryEvent) => {
    const word = action.replace(/^doctor\./, "");
    return word === "added" || word === "edited" || word === "archived" || word === "restored"
      ? t(`history.${word}`)
      : action;
  };
  const whoOf = ({ actorName, impersonatorName }: HistoryEvent) =>
    impersonatorName === null
      ? actorName
      : t("history.impersonated", { name: actorName, admin: impersonatorName });
  return (
    <Panel title={t("detail.history")}>
      {events.length === 0 ? (
        <p className="text-muted">{t("history.none")}</p>
      ) : (
        <ol className="grid gap-4">
          {events.map((event) => (
            <li key={event.seq} className="border-line border-l-2 pl-3">
              <p className="font-medium">{titleOf(event)}</p>
              <p className="text-muted text-small">
                {whoOf(event)} ·{" "}
                <time dateTime={new Date(event.at).toISOString()} className="tabular-nums">
                  {formatDateTime(event.at, context.company.timeZone)}
                </time>
              </p>
              {event.action === "doctor.edited" && <ChangeList changes={event.changes} />}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
