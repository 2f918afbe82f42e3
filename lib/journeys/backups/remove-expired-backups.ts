import {
  type Actor,
  adoptBackups,
  backupsToKeep,
  keepsBackups,
  openMaster,
  removeBackup,
  removeReplacedGenerations,
  write,
} from "@/lib/databases";
import { backupsThere, forgetOldBackupRows } from "@/lib/master/fleet/backups/backups-there";
import { keepingPolicies } from "@/lib/master/fleet/backups/keeping-policies";
import { isRemovalBlocked } from "@/lib/master/fleet/backups/removal-block";
import { reasonOf } from "./back-up-companies";

export interface ExpiredBackups {
  readonly removed: number;
  /** Files of generations that were replaced long ago. */
  readonly generations: number;
  readonly failed: ReadonlyArray<{ readonly backupId: string; readonly error: string }>;
}

/**
 * Removes the backups that no rule of their company keeps, nor one of a plan that it had until 30 days ago, and what was replaced longer ago than anybody goes
 * back. Nothing while the master came out of a backup. Can be repeated at any time.
 */
export async function removeExpiredBackups(
  actor: Actor,
  now: Date,
  signal?: AbortSignal,
): Promise<ExpiredBackups> {
  const master = await openMaster();
  if (!keepsBackups() || (await isRemovalBlocked(master))) return { removed: 0, generations: 0, failed: [] };
  await adoptBackups(actor);
  const byCompany = Map.groupBy(await backupsThere(master), ({ companyId }) => companyId);
  const failed: Array<ExpiredBackups["failed"][number]> = [];
  let removed = 0;
  for (const [companyId, backups] of byCompany) {
    // Only now: whoever asked for more to be kept while those before it were looked through is heard.
    const policies = await keepingPolicies(master, companyId, now);
    const kept = new Set(policies.flatMap((policy) => [...backupsToKeep(backups, policy, now)]));
    for (const { id } of backups.filter((backup) => !kept.has(backup.id))) {
      if (signal?.aborted) return { removed, generations: 0, failed };
      try {
        await removeBackup(id, { actor, now });
        removed++;
      } catch (error) {
        failed.push({ backupId: id, error: reasonOf(error) });
      }
    }
  }
  const generations = await removeReplacedGenerations(now);
  await write(master, actor, (tx) => forgetOldBackupRows(tx, now));
  return { removed, generations, failed };
}
