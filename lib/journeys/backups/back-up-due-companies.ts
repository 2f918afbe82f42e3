import {
  type Actor,
  backupTenant,
  forgetInterruptedBackups,
  isTimeAgain,
  isUnchangedSince,
  keepsBackups,
  openMaster,
} from "@/lib/databases";
import { type BackupPlan, backupPlans } from "@/lib/master/fleet/backups/backup-plans";
import { reasonOf } from "./back-up-companies";

/** The work does not begin to the second: what is to be tried again so soon is tried now. */
const slackMs = 5 * 60_000;
const hour = 3_600_000;

export interface DueBackups {
  readonly made: number;
  /** Nothing has changed since the last one, which is proven. */
  readonly unchanged: number;
  readonly failed: ReadonlyArray<{
    readonly companyId: string;
    readonly slug: string;
    readonly error: string;
  }>;
}

interface Watch {
  readonly onEach?: (slug: string, done: number, total: number) => void;
  /** Looked at between two companies. */
  readonly signal?: AbortSignal;
}

/** When each backup was last found to be still all there is: nobody needs to look again before the next is due. */
const foundUnchanged = new Map<string, number>();

/** Whether a company's next backup is due. One that failed is tried again after an hour at the soonest. */
export function isDue({ policy, newest, triedAt }: BackupPlan, now: Date, lookedAt = 0): boolean {
  const last = Math.max(newest?.takenAt ?? 0, lookedAt);
  if (!isTimeAgain(policy, last, now.getTime())) return false;
  if (triedAt === null || triedAt <= (newest?.takenAt ?? -1)) return true;
  return triedAt + Math.min(policy.everyMs, hour) <= now.getTime() + slackMs;
}

/**
 * Backs up every company whose plan says that it is time, one after another, unless it is proven that nothing changed.
 * Can be repeated at any time; one that fails does not stop the others. The registry's row is the record: what happens
 * by itself every hour is not in the audits.
 */
export async function backUpDueCompanies(
  actor: Actor,
  now: () => Date,
  { onEach, signal }: Watch = {},
): Promise<DueBackups> {
  if (!keepsBackups()) return { made: 0, unchanged: 0, failed: [] };
  await forgetInterruptedBackups(actor);
  const plans = await backupPlans(await openMaster());
  const due = plans.filter((plan) => isDue(plan, now(), foundUnchanged.get(plan.newest?.id ?? "")));
  const failed: Array<DueBackups["failed"][number]> = [];
  const counts = { made: 0, unchanged: 0 };
  for (const [index, { companyId, slug, newest }] of due.entries()) {
    if (signal?.aborted) break;
    try {
      const at = now();
      if (newest && (await isUnchangedSince(newest))) {
        counts.unchanged++;
        foundUnchanged.set(newest.id, at.getTime());
      } else {
        await backupTenant(companyId, { actor, reason: "schedule", now: at });
        counts.made++;
        if (newest) foundUnchanged.delete(newest.id);
      }
    } catch (error) {
      failed.push({ companyId, slug, error: reasonOf(error) });
    }
    onEach?.(slug, index + 1, due.length);
  }
  return { ...counts, failed };
}
