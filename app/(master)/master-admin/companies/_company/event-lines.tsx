import { getTranslations } from "next-intl/server";
import { ChangeList } from "@/app/_audit/change-list";
import { plainSentence } from "@/app/_audit/event-words";
import { formatDateTime } from "@/lib/i18n/format";
import type { CompanyAuditEvent } from "@/lib/master/companies/company-events";
import { zone } from "../../../_shell/zone";

type Props = { events: readonly CompanyAuditEvent[]; none: string };

/** What happened, by whom and when; what changed is behind each. */
export async function EventLines({ events, none }: Props) {
  const t = await getTranslations("audit");
  if (events.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <ol className="grid gap-1">
      {events.map((event) => (
        <li key={event.seq}>
          <details>
            <summary className="flex min-h-7 flex-wrap items-baseline gap-x-3 rounded-sm hover:text-accent-text touch:min-h-11">
              <span className="min-w-0 flex-1 truncate">
                {plainSentence(t, event.action, event.subjectLabel, "platform")}
              </span>
              <span className="shrink-0 text-muted text-small tabular-nums">
                {event.actorName} · {formatDateTime(event.at, zone)}
              </span>
            </summary>
            {event.changes.length > 0 && (
              <div className="pb-2 pl-3">
                <ChangeList changes={event.changes} />
              </div>
            )}
          </details>
        </li>
      ))}
    </ol>
  );
}
