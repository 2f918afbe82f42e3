import { and, asc, eq, inArray, isNull, lt, notInArray, sql } from "drizzle-orm";
import { plans, restoreDrills, subscriptions, tenantBackups } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx, TenantBackup } from "@/lib/databases";

/** All backups that are there, each with its company's schedule, company by company. */
export function backupsWithSchedule(master: MasterDb) {
  return master
    .select({
      id: tenantBackups.id,
      companyId: tenantBackups.companyId,
      reason: tenantBackups.reason,
      takenAt: tenantBackups.takenAt,
      schedule: plans.backupSchedule,
    })
    .from(tenantBackups)
    .leftJoin(
      subscriptions,
      and(eq(subscriptions.companyId, tenantBackups.companyId), isNull(subscriptions.endedAt)),
    )
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .where(eq(tenantBackups.state, "ready"))
    .orderBy(asc(tenantBackups.companyId), asc(tenantBackups.takenAt));
}

/** Some backups that can be restored, at random. */
export function randomBackups(master: MasterDb, howMany: number): Promise<TenantBackup[]> {
  return master
    .select()
    .from(tenantBackups)
    .where(eq(tenantBackups.state, "ready"))
    .orderBy(sql`random()`)
    .limit(howMany);
}

const day = 86_400_000;

/** Forgets rows of backups that went long ago, and rehearsals older than anybody asks for. */
export async function forgetOldBackupRows(tx: MasterTx, now: Date): Promise<void> {
  await tx.delete(restoreDrills).where(lt(restoreDrills.drilledAt, now.getTime() - 400 * day));
  const drilled = tx.select({ id: restoreDrills.backupId }).from(restoreDrills);
  await tx
    .delete(tenantBackups)
    .where(
      and(
        inArray(tenantBackups.state, ["removed", "failed"]),
        lt(tenantBackups.takenAt, now.getTime() - 90 * day),
        notInArray(tenantBackups.id, drilled),
      ),
    );
}
