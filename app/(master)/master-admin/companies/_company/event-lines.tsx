import { getTranslations } from "next-intl/server";
import { ChangeList } from "@/app/_audit/change-list";
import { plainSentence } from "@/app/_audit/event-words";
import { eventLabel } from "@/app/_jobs/job-words";
import { ChevronDown } from "@/app/_ui/icons";
import { formatDateTime } from "@/lib/i18n/format";
import type { CompanyAuditEvent } from "@/lib/master/companies/company-events";
import { zone } from "../../../_shell/zone";

const line = "flex min-h-7 flex-wrap items-center gap-x-3 touch:min-h-11";

type Props = { events: readonly CompanyAuditEvent[]; none: string };

/** What happened, by whom and when; what changed is behind each. */
export async function EventLines({ events, none }: Props) {
  const t = await getTranslations("audit");
  const jobs = await getTranslations("fleetJobs");
  if (events.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ol className="grid grid-cols-1 gap-1 pl-6.5">
      {events.map((event) => {
        const told = (
          <>
            <span className="min-w-0 flex-1 md:min-w-64 md:truncate max-md:basis-full">
              {plainSentence(t, event.action, eventLabel(jobs, event), "platform")}
            </span>
            <span className="min-w-0 break-words text-muted text-small tabular-nums">
              {event.actorName} · {formatDateTime(event.at, zone)}
            </span>
          </>
        );
        return (
          <li key={event.seq}>
            {event.changes.length === 0 ? (
              <div className={line}>{told}</div>
            ) : (
              <details className="group/event">
                <summary className={`${line} cursor-pointer rounded-sm hover:text-accent-text`}>
                  <ChevronDown
                    size={14}
                    aria-hidden
                    className="-ml-6.5 shrink-0 -rotate-90 text-muted transition-transform group-open/event:rotate-0"
                  />
                  {told}
                </summary>
                <div className="pb-2">
                  <ChangeList changes={event.changes} />
                </div>
              </details>
            )}
          </li>
        );
      })}
    </ol>
  );
}
