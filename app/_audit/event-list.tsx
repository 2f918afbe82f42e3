import { useTranslations } from "next-intl";
import type { AuditEvent } from "@/lib/databases";
import { formatDate } from "@/lib/i18n/format";
import { EventRow, type EventRowProps } from "./event-row";
import type { AuditArea } from "./event-words";

/** A stay of a platform administrator in a company, as far as its heading tells it. */
export interface Stay {
  readonly id: string;
  readonly admin: string;
  readonly reason: string;
  readonly mode: string;
  readonly to: number | null;
}

export interface ShownGroup {
  readonly span: Stay | null;
  readonly events: readonly AuditEvent[];
}

interface EventListProps {
  groups: readonly ShownGroup[];
  area: AuditArea;
  timeZone: string;
  placeOf: (event: AuditEvent) => string | null;
  companyOf?: ((event: AuditEvent) => EventRowProps["company"]) | undefined;
}

/** Events by day, the newest first. */
export function EventList({ groups, area, timeZone, placeOf, companyOf }: EventListProps) {
  const t = useTranslations("audit");
  const days = Map.groupBy(groups, ({ events }) => formatDate(events[0]?.at ?? 0, timeZone));
  const rowOf = (event: AuditEvent) => (
    <EventRow
      key={event.seq}
      event={event}
      area={area}
      timeZone={timeZone}
      href={placeOf(event)}
      company={companyOf?.(event)}
    />
  );
  return (
    <section
      aria-label={t("list")}
      className="rounded-lg border border-line bg-panel shadow-sm max-md:-mx-4 max-md:rounded-none max-md:border-x-0"
    >
      {[...days].map(([day, ofDay]) => (
        <div key={day}>
          <h2 className="border-line border-b bg-sunk px-3 py-1.5 font-medium text-muted text-small tabular-nums">
            {day}
          </h2>
          <ol className="divide-y divide-line">
            {ofDay.map(({ span, events }) =>
              span === null ? (
                events.map(rowOf)
              ) : (
                <li
                  key={`${span.id} ${events[0]?.seq}`}
                  data-area="master"
                  className="border-l-4 border-l-accent"
                >
                  <StayHeading stay={span} />
                  <ol className="divide-y divide-line">{events.map(rowOf)}</ol>
                </li>
              ),
            )}
          </ol>
        </div>
      ))}
    </section>
  );
}

function StayHeading({ stay }: { stay: Stay }) {
  const t = useTranslations("audit");
  const mode = stay.mode === "full" ? t("values.mode.full") : t("values.mode.read");
  return (
    <div className="bg-accent-soft px-3 py-2 text-accent-text">
      <h3 className="font-medium">{t("stay.title", { admin: stay.admin })}</h3>
      <p className="text-small">
        {[t("stay.reason", { reason: stay.reason }), mode, stay.to === null ? t("stay.open") : null]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
    </div>
  );
}
