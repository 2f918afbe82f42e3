import { and, asc, eq, gte, lt } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema";
import type { AuditEvent, TenantDb } from "@/lib/databases";

/** A platform administrator's stay in the company, as the company's own audit tells it. */
export interface ImpersonationSpan {
  readonly id: string;
  readonly adminId: string;
  readonly admin: string;
  readonly reason: string;
  readonly mode: string;
  /** Places in the log; `to` is null while it lasts. */
  readonly from: number;
  readonly to: number | null;
}

/** More have not been at once in any log; older ones are told by their events alone. */
const most = 200;
const hour = 3_600_000;

/** The stays that the events of a page can belong to. */
export async function spansOf(
  db: TenantDb,
  events: readonly Pick<AuditEvent, "seq" | "at" | "impersonatorId">[],
): Promise<ImpersonationSpan[]> {
  const acted = events.filter(({ impersonatorId }) => impersonatorId !== null);
  const [newest, oldest] = [acted[0], acted.at(-1)];
  if (!newest || !oldest) return [];
  // A stay lasts half an hour, and events carry the time.
  const rows = await db
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectType, "impersonation"),
        gte(auditEvents.at, oldest.at - hour),
        lt(auditEvents.at, newest.at + hour),
      ),
    )
    .orderBy(asc(auditEvents.seq))
    .limit(most);
  return rows.flatMap((row) => {
    if (row.action !== "impersonation.started" || row.impersonatorId === null) return [];
    const end = rows.find(
      (other) => other.action === "impersonation.ended" && other.subjectId === row.subjectId,
    );
    const { reason, mode } = JSON.parse(row.changes) as Record<string, [unknown, unknown] | undefined>;
    return [
      {
        id: row.subjectId,
        adminId: row.impersonatorId,
        admin: row.impersonatorName ?? "",
        reason: String(reason?.[1] ?? ""),
        mode: String(mode?.[1] ?? ""),
        from: row.seq,
        to: end?.seq ?? null,
      },
    ];
  });
}

/** Events in their order, those of one stay together where its newest one stands. */
export interface EventGroup<Event> {
  readonly span: ImpersonationSpan | null;
  readonly events: readonly Event[];
}

export function groupByStay<Event extends Pick<AuditEvent, "seq" | "impersonatorId">>(
  events: readonly Event[],
  spans: readonly ImpersonationSpan[],
): EventGroup<Event>[] {
  const groups: { span: ImpersonationSpan | null; events: Event[] }[] = [];
  for (const event of events) {
    const span = spanOf(event, spans);
    const same = span === null ? undefined : groups.find((group) => group.span?.id === span.id);
    if (same) same.events.push(event);
    else groups.push({ span, events: [event] });
  }
  return groups;
}

/** The latest stay of the same administrator that had begun and was not over. */
function spanOf(
  { seq, impersonatorId }: Pick<AuditEvent, "seq" | "impersonatorId">,
  spans: readonly ImpersonationSpan[],
): ImpersonationSpan | null {
  if (impersonatorId === null) return null;
  return (
    spans.findLast(
      ({ adminId, from, to }) => adminId === impersonatorId && from <= seq && (to === null || seq <= to),
    ) ?? null
  );
}
