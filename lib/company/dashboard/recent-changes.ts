import { desc } from "drizzle-orm";
import { auditEvents } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

export type RecentChange = Awaited<ReturnType<typeof recentChanges>>[number];

/** The last entries of the company's audit, enough to fold runs of them; for those who may read it. */
export function recentChanges(db: TenantDb, limit = 60) {
  return db
    .select({
      seq: auditEvents.seq,
      at: auditEvents.at,
      actorName: auditEvents.actorName,
      impersonatorName: auditEvents.impersonatorName,
      action: auditEvents.action,
      subjectType: auditEvents.subjectType,
      subjectId: auditEvents.subjectId,
      subjectLabel: auditEvents.subjectLabel,
    })
    .from(auditEvents)
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}
