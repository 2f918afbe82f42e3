import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { eventLabel } from "@/app/_jobs/job-words";
import { Avatar } from "@/app/_ui/avatar";
import { ChevronRight } from "@/app/_ui/icons";
import { Badge } from "@/app/_ui/status";
import type { AuditEvent } from "@/lib/databases";
import { readChanges } from "@/lib/domain/audit-changes";
import { formatDate, formatTimeToSecond } from "@/lib/i18n/format";
import { ChangeList } from "./change-list";
import { type AuditArea, isEdit, sentenceOf, shortLabel } from "./event-words";

export interface EventRowProps {
  event: AuditEvent;
  area: AuditArea;
  timeZone: string;
  /** Where the record can be seen; null when nowhere. */
  href: string | null;
  company?: { name: string; href: string } | undefined;
}

/** One event; opened, it says what changed from what to what, and from where. Works without JavaScript. */
export function EventRow({ event, area, timeZone, href, company }: EventRowProps) {
  const t = useTranslations("audit");
  const jobs = useTranslations("fleetJobs");
  const key = sentenceOf(t, event.action, area);
  // Some records have no name of their own: then the company says more than an id.
  const label = shortLabel(eventLabel(jobs, event)) || company?.name || event.subjectId;
  return (
    <li>
      <details className="group/event">
        <summary className="grid cursor-pointer list-none grid-cols-[1rem_4.25rem_minmax(0,1fr)] items-center gap-x-3 px-3 py-2 hover:bg-sunk touch:min-h-11 md:grid-cols-[1rem_4.25rem_minmax(0,15rem)_minmax(0,1fr)_minmax(0,auto)]">
          <ChevronRight
            size={14}
            aria-hidden
            className="text-muted transition-transform group-open/event:rotate-90 motion-reduce:transition-none"
          />
          <time dateTime={new Date(event.at).toISOString()} className="text-muted text-small tabular-nums">
            {formatTimeToSecond(event.at, timeZone)}
          </time>
          <Who event={event} />
          <span className="min-w-0 max-md:col-start-3 md:truncate" title={label}>
            {key === null ? (
              <code className="text-small">{event.action}</code>
            ) : (
              t.rich(key, { label, a: (inside) => <span className="font-medium">{inside}</span> })
            )}
          </span>
          {company && (
            <span className="max-w-48 truncate text-muted text-small max-md:col-start-3">{company.name}</span>
          )}
        </summary>
        <EventDetails {...{ event, area, timeZone, href, company }} />
      </details>
    </li>
  );
}

function Who({ event: { actorName, impersonatorName } }: { event: AuditEvent }) {
  const t = useTranslations("audit.event");
  if (impersonatorName === null) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar name={actorName} size={20} />
        <span className="truncate" title={actorName}>
          {actorName}
        </span>
      </span>
    );
  }
  const words = t("asWhom", { admin: impersonatorName, name: actorName });
  return (
    <span data-area="master" className="flex min-w-0 items-center gap-2">
      <Avatar name={impersonatorName} size={20} />
      <span className="truncate font-medium text-accent-text" title={`${t("platformAdmin")}: ${words}`}>
        {words}
      </span>
    </span>
  );
}

function EventDetails({ event, timeZone, href, company }: EventRowProps) {
  const t = useTranslations("audit.event");
  const jobs = useTranslations("fleetJobs");
  const changes = readChanges(event.changes);
  const record = eventLabel(jobs, event) || event.subjectId;
  const facts: [string, ReactNode][] = [
    [t("when"), `${formatDate(event.at, timeZone)} ${formatTimeToSecond(event.at, timeZone)} (${timeZone})`],
    [t("record"), <MaybeLink key="record" href={href} text={record} />],
    [t("action"), <code key="action">{event.action}</code>],
    ...(company
      ? [
          [t("company"), <MaybeLink key="company" href={company.href} text={company.name} />] as [
            string,
            ReactNode,
          ],
        ]
      : []),
    [t("address"), event.address ?? "–"],
    [t("request"), <code key="request">{event.requestId ?? "–"}</code>],
    [t("number"), String(event.seq)],
  ];
  return (
    <div className="grid gap-x-8 gap-y-3 border-line border-t bg-sunk px-3 py-3 text-small md:grid-cols-2 md:pl-26">
      <div>
        {event.impersonatorName !== null && (
          <span data-area="master">
            <Badge tone="accent">{t("platformAdmin")}</Badge>
          </span>
        )}
        {changes.length === 0 ? (
          <p className="text-muted">{t("noChanges")}</p>
        ) : (
          <ChangeList changes={changes} plain={!isEdit(event.action)} />
        )}
      </div>
      <dl className="grid content-start gap-1">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-x-1.5">
            <dt className="shrink-0 text-muted">{name}:</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function MaybeLink({ href, text }: { href: string | null; text: string }) {
  if (href === null) return text;
  return (
    <Link href={href} prefetch={false} className="underline underline-offset-2">
      {text}
    </Link>
  );
}
