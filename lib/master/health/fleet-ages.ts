import { and, count, eq, inArray, max, ne, sql } from "drizzle-orm";
import { migrationResults, migrationRuns, tenantBackups, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";

/** How the fleet stands, without saying of whom. Ages are in milliseconds; null when there is nothing to be so old. */
export interface FleetAges {
  /** Databases by schema: at the newest migration of this code, or not. Removed ones do not count. */
  readonly current: number;
  readonly behind: number;
  /** Since the newest finished run, and how many databases failed in it. */
  readonly migrationAgeMs: number | null;
  readonly migrationFailures: number;
  /** Of all companies' newest backups the oldest one: nobody's is older. */
  readonly backupAgeMs: number | null;
  /** Since a backup was restored and checked, by whichever company that is the longest. */
  readonly drillAgeMs: number | null;
  /** Companies with a database and no backup at all. */
  readonly withoutBackup: number;
}

/** @param schemaVersion name of the newest migration for companies' databases */
export async function fleetAges(master: MasterDb, schemaVersion: string, now: Date): Promise<FleetAges> {
  const at = now.getTime();
  const alive = ne(tenantDatabases.state, "removed");
  const bySchema = await master
    .select({ schema: tenantDatabases.schemaVersion, total: count() })
    .from(tenantDatabases)
    .where(alive)
    .groupBy(tenantDatabases.schemaVersion);
  const total = bySchema.reduce((sum, each) => sum + each.total, 0);
  const current = bySchema.find(({ schema }) => schema === schemaVersion)?.total ?? 0;
  const [run] = await master
    .select({ id: migrationRuns.id, finishedAt: migrationRuns.finishedAt })
    .from(migrationRuns)
    .where(inArray(migrationRuns.state, ["done", "stopped"]))
    .orderBy(sql`${migrationRuns.finishedAt} DESC`)
    .limit(1);
  const failures = run
    ? await master.$count(
        migrationResults,
        and(eq(migrationResults.runId, run.id), eq(migrationResults.state, "failed")),
      )
    : 0;
  const newest = master
    .select({
      databaseId: tenantDatabases.id,
      takenAt: max(tenantBackups.takenAt).as("newest_taken_at"),
      restoredAt: max(tenantBackups.restoredAt).as("newest_restored_at"),
    })
    .from(tenantDatabases)
    .leftJoin(
      tenantBackups,
      and(eq(tenantBackups.companyId, tenantDatabases.companyId), eq(tenantBackups.state, "ready")),
    )
    // Nobody backs up a sandbox.
    .where(and(alive, isMain))
    .groupBy(tenantDatabases.id)
    .as("newest");
  const [ages] = await master
    .select({
      oldest: sql<number | null>`MIN(${newest.takenAt})`,
      drilled: sql<number | null>`MIN(${newest.restoredAt})`,
      without: sql<number>`COALESCE(SUM(${newest.takenAt} IS NULL), 0)`,
    })
    .from(newest);
  const since = (moment: number | null | undefined) => (moment == null ? null : Math.max(0, at - moment));
  return {
    current,
    behind: total - current,
    migrationAgeMs: since(run?.finishedAt),
    migrationFailures: failures,
    backupAgeMs: since(ages?.oldest),
    drillAgeMs: since(ages?.drilled),
    withoutBackup: ages?.without ?? 0,
  };
}
