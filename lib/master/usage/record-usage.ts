import { inArray, sql } from "drizzle-orm";
import { companyUsage, tenantDatabases, usageDays } from "@/drizzle/master/schema";
import { isMain, type MasterTx } from "@/lib/databases";

export interface MeasuredUsage {
  readonly companyId: string;
  /** Not archived. */
  readonly doctors: number;
  readonly users: number;
  readonly patients: number;
  readonly databaseBytes: number;
  /** Ms UTC; null before the company's first recorded change. */
  readonly lastActivityAt: number | null;
}

const newFigures = {
  doctors: sql`excluded.doctors`,
  users: sql`excluded.users`,
  patients: sql`excluded.patients`,
  databaseBytes: sql`excluded.database_bytes`,
};

/**
 * Keeps what companies use as of `now`: the current figures, and those of the day (UTC), of which the last count.
 * Figures that were taken later stay. One measurement is no event of the audit.
 */
export async function recordUsage(
  tx: MasterTx,
  measured: readonly MeasuredUsage[],
  now: Date,
): Promise<void> {
  if (measured.length === 0) return;
  const takenAt = now.getTime();
  const current = await tx
    .insert(companyUsage)
    .values(measured.map((usage) => ({ ...usage, takenAt })))
    .onConflictDoUpdate({
      target: companyUsage.companyId,
      set: { ...newFigures, lastActivityAt: sql`excluded.last_activity_at`, takenAt },
      setWhere: sql`${companyUsage.takenAt} <= ${takenAt}`,
    })
    .returning({ companyId: companyUsage.companyId });
  const newest = new Set(current.map(({ companyId }) => companyId));
  const days = measured.filter(({ companyId }) => newest.has(companyId));
  if (days.length === 0) return;
  const day = now.toISOString().slice(0, 10);
  await tx
    .insert(usageDays)
    .values(days.map(({ lastActivityAt: _, ...figures }) => ({ day, ...figures })))
    .onConflictDoUpdate({ target: [usageDays.day, usageDays.companyId], set: newFigures });
  await tx
    .update(tenantDatabases)
    .set({
      sizeBytes: sql`(SELECT database_bytes FROM company_usage WHERE company_usage.company_id = ${tenantDatabases.companyId})`,
    })
    .where(
      sql`${inArray(tenantDatabases.companyId, [...newest])} AND ${isMain} AND ${tenantDatabases.state} <> 'removed'`,
    );
}
