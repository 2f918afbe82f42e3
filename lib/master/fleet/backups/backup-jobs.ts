import type { MasterTx } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";

export const backupJobKind = "fleet.back-up";
export const drillJobKind = "fleet.drill";

/** Backs up every company that has a database; one such job at a time. */
export async function askForBackups(tx: MasterTx, requestedById: string, now: Date): Promise<void> {
  await enqueueJob(
    tx,
    { kind: backupJobKind, input: {}, uniqueKey: backupJobKind, maxAttempts: 2, requestedById },
    now,
  );
}

/** Rehearses the restore of a few backups. */
export async function askForDrills(tx: MasterTx, requestedById: string, now: Date): Promise<void> {
  await enqueueJob(
    tx,
    { kind: drillJobKind, input: {}, uniqueKey: drillJobKind, maxAttempts: 2, requestedById },
    now,
  );
}
