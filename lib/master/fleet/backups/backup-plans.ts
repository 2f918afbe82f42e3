import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import {
  backupSchedules,
  companies,
  plans,
  subscriptions,
  tenantBackups,
  tenantDatabases,
} from "@/drizzle/master/schema";
import { type BackupPolicy, backupPolicy, isMain, type MasterDb, type TenantBackup } from "@/lib/databases";

/** A company whose database is backed up by a schedule. */
export interface BackupPlan {
  readonly companyId: string;
  readonly slug: string;
  readonly policy: BackupPolicy;
  /** The newest that can be restored. */
  readonly newest: TenantBackup | null;
  /** When it was last tried, whatever came of it; ms UTC. */
  readonly triedAt: number | null;
}

/** Every company that has a database in use, with what its plan or itself says of backups. Who has no plan is backed up daily. */
export async function backupPlans(master: MasterDb): Promise<BackupPlan[]> {
  const rows = await master
    .select({
      companyId: companies.id,
      slug: companies.slug,
      timeZone: companies.timeZone,
      schedule: plans.backupSchedule,
      own: backupSchedules,
    })
    .from(companies)
    .innerJoin(tenantDatabases, eq(tenantDatabases.companyId, companies.id))
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(backupSchedules, eq(backupSchedules.companyId, companies.id))
    .where(
      and(
        isMain,
        inArray(companies.state, ["active", "read_only", "suspended", "closing"]),
        inArray(tenantDatabases.state, ["ready", "migrating"]),
      ),
    )
    .orderBy(asc(companies.slug));
  const newest = await newestBackups(master);
  const tried = await triedTimes(master);
  return rows.map(({ companyId, slug, schedule, own, timeZone }) => ({
    companyId,
    slug,
    policy: backupPolicy(schedule, own, timeZone),
    newest: newest.get(companyId) ?? null,
    triedAt: tried.get(companyId) ?? null,
  }));
}

async function newestBackups(master: MasterDb): Promise<Map<string, TenantBackup>> {
  const newestOf = sql`(SELECT id FROM ${tenantBackups} AS newer
    WHERE newer.company_id = ${companies.id} AND newer.state = 'ready'
    ORDER BY newer.taken_at DESC, newer.id DESC LIMIT 1)`;
  const found = await master
    .select({ backup: tenantBackups })
    .from(companies)
    .innerJoin(tenantBackups, eq(tenantBackups.id, newestOf));
  return new Map(found.map(({ backup }) => [backup.companyId, backup]));
}

async function triedTimes(master: MasterDb): Promise<Map<string, number>> {
  const triedAt = sql<number>`max(${tenantBackups.takenAt})`;
  const found = await master
    .select({ companyId: tenantBackups.companyId, triedAt })
    .from(tenantBackups)
    .groupBy(tenantBackups.companyId);
  return new Map(found.map((row) => [row.companyId, row.triedAt]));
}
