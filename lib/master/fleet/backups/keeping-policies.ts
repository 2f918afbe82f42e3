import { and, eq, gt } from "drizzle-orm";
import { formerBackupSchedules } from "@/drizzle/master/schema";
import {
  askedForStaysMs,
  type BackupPolicy,
  backupPolicy,
  type MasterDb,
  type MasterTx,
} from "@/lib/databases";
import { readBackupSchedule } from "./read-backup-schedule";

/** What a plan kept stays so long once its company is on another plan, or the plan was edited. */
export const formerPlanStaysMs = askedForStaysMs;

/**
 * Everything that keeps backups of a company: what holds now, and what its plans gave until a while ago. Nobody agreed to
 * lose them when the plan was changed, so there is time to go back or to take them along.
 * @throws NotFound `company`
 */
export async function keepingPolicies(
  master: MasterDb | MasterTx,
  companyId: string,
  now: Date,
): Promise<readonly BackupPolicy[]> {
  const { policy, own, company } = await readBackupSchedule(master, companyId);
  const former = await master
    .select({ schedule: formerBackupSchedules.schedule })
    .from(formerBackupSchedules)
    .where(
      and(
        eq(formerBackupSchedules.companyId, companyId),
        gt(formerBackupSchedules.until, now.getTime() - formerPlanStaysMs),
      ),
    );
  return [policy, ...former.map(({ schedule }) => backupPolicy(schedule, own, company.timeZone))];
}
