import { and, asc, eq, inArray, lt, notInArray, sql } from "drizzle-orm";
import { restoreDrills, tenantBackups } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx, TenantBackup } from "@/lib/databases";

/** What decides whether a backup is kept. */
const keptBy = {
  id: tenantBackups.id,
  companyId: tenantBackups.companyId,
  reason: tenantBackups.reason,
  takenAt: tenantBackups.takenAt,
};

/** All backups that are there, company by company. */
export function backupsThere(master: MasterDb) {
  return master
    .select(keptBy)
    .from(tenantBackups)
    .where(eq(tenantBackups.state, "ready"))
    .orderBy(asc(tenantBackups.companyId), asc(tenantBackups.takenAt));
}

/** Those of one company. */
export function backupsThereOf(master: MasterDb | MasterTx, companyId: string) {
  return master
    .select(keptBy)
    .from(tenantBackups)
    .where(and(eq(tenantBackups.companyId, companyId), eq(tenantBackups.state, "ready")))
    .orderBy(asc(tenantBackups.takenAt));
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
