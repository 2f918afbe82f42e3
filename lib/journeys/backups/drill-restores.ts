import {
  type Actor,
  drillRestore,
  findTenantBackup,
  keepsBackups,
  messageWithoutData,
  openMaster,
  type RestoreDrill,
} from "@/lib/databases";
import { randomBackups } from "@/lib/master/fleet/backups/backups-there";

/** What was found out, and what could not be: a target that is not reached says nothing about its backups. */
export interface Drills {
  readonly drills: readonly RestoreDrill[];
  readonly error: string | null;
}

/**
 * Rehearses the restore of some backups picked at random, so that it is known and not hoped that they work.
 * @param howMany at most
 */
export async function drillRestores(
  howMany: number,
  actor: Actor,
  now: () => Date,
  signal?: AbortSignal,
): Promise<Drills> {
  const drills: RestoreDrill[] = [];
  if (!keepsBackups()) return { drills, error: null };
  for (const backup of await randomBackups(await openMaster(), howMany)) {
    if (signal?.aborted) break;
    try {
      drills.push(await drillRestore(backup, { actor, now: now() }));
    } catch (error) {
      return { drills, error: messageWithoutData(error) };
    }
  }
  return { drills, error: null };
}

/**
 * Rehearses the restore of one backup.
 * @throws EngineError `BadBackup` when it cannot be restored anyway, `TargetFailed`, `NoSpace`
 */
export async function drillBackup(
  companyId: string,
  backupId: string,
  actor: Actor,
  now: Date,
): Promise<RestoreDrill> {
  return drillRestore(await findTenantBackup(companyId, backupId), { actor, now });
}
