import { and, desc, eq } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import { type FieldChange, readChanges } from "@/lib/domain/audit-changes";

export type Subject = { type: string; id: string };

export type HistoryEvent = {
  seq: number;
  at: number;
  actorName: string;
  /** The platform admin behind the actor, while impersonating. */
  impersonatorName: string | null;
  action: string;
  changes: FieldChange[];
};

const ofSubject = ({ type, id }: Subject) =>
  and(eq(auditEvents.subjectType, type), eq(auditEvents.subjectId, id));

/** What happened to one record, the latest first. */
export async function subjectHistory(
  db: TenantDb,
  subject: Subject,
  { limit = 50 }: { limit?: number } = {},
): Promise<HistoryEvent[]> {
  const rows = await db
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      actorName: auditEvents.actorName,
      impersonatorName: auditEvents.impersonatorName,
      action: auditEvents.action,
      changes: auditEvents.changes,
    })
    .from(auditEvents)
    .where(ofSubject(subject))
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
  return rows.map((row) => ({ ...row, changes: readChanges(row.changes) }));
}

/** Who touched a record last, and when. */
export async function lastChange(db: TenantDb | TenantTx, subject: Subject) {
  const [last] = await db
    .select({ actorName: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(ofSubject(subject))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  return last;
}
