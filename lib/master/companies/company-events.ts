import { and, desc, eq, like } from "drizzle-orm";
import { auditEvents } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { readChanges } from "@/lib/domain/audit-changes";

export type CompanyAuditEvent = Awaited<ReturnType<typeof companyEvents>>[number];

/**
 * What the platform's audit tells of a company, the latest first.
 * @param about only actions of one kind, such as `subscription`
 */
export async function companyEvents(
  master: MasterDb,
  companyId: string,
  { limit, about }: { limit: number; about?: string },
) {
  const rows = await master
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      actorName: auditEvents.actorName,
      action: auditEvents.action,
      subjectLabel: auditEvents.subjectLabel,
      changes: auditEvents.changes,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.companyId, companyId),
        about === undefined ? undefined : like(auditEvents.action, `${about}.%`),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
  return rows.map((row) => ({ ...row, changes: readChanges(row.changes) }));
}
