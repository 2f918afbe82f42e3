import { eq } from "drizzle-orm";
import { backupSchedules } from "@/drizzle/master/schema";
import { backupPolicy, type MasterTx, type OwnBackupSchedule, ownByDefault } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { type CompanyEvent, recordCompanyEvent } from "@/lib/master/companies/company-event";
import { staleVersion } from "@/lib/master/history/stale-version";
import { goingBackups } from "./going-backups";
import { type BackupSchedule, type OwnScheduleRow, readBackupSchedule } from "./read-backup-schedule";
import { scheduleKey } from "./schedule-key";

export interface SetBackupSchedule {
  readonly companyId: string;
  /** Of the company's own schedule that was seen; 0 when there was none. */
  readonly version: number;
  /** Null goes back to what the plan gives by itself. */
  readonly schedule: OwnBackupSchedule | null;
  /** `scheduleKey` of the schedule with which somebody agreed that backups go. */
  readonly accepted?: string | undefined;
}

const actions = {
  changed: "company.backup-schedule-changed",
  reset: "company.backup-schedule-reset",
} as const;
const fields = ["everyHours", "startHour", "keepHours", "keepDays", "keepWeeks", "keepMonths"] as const;

/**
 * Says how a company is to be backed up, where its plan leaves that to the company. Nothing is removed here: the next
 * clean-up keeps what the schedule says then.
 * @returns what happened; null when that is what it has
 * @throws NotFound `company`; DomainError `backupScheduleNotInPlan`, `backupScheduleClosed`; StaleVersion; DomainError
 * `backupsWouldGo` (params: count, total, oldest) until that is accepted for this very schedule
 */
export async function setBackupSchedule(
  tx: MasterTx,
  { companyId, version, schedule, accepted }: SetBackupSchedule,
  now: Date,
): Promise<CompanyEvent | null> {
  const found = await readBackupSchedule(tx, companyId);
  const { company, own, mayBeOwn } = found;
  if (company.state === "provisioning" || company.state === "closed")
    throw new DomainError("backupScheduleClosed");
  if (!mayBeOwn) throw new DomainError("backupScheduleNotInPlan");
  const [before, after] = [own ?? ownByDefault, schedule ?? ownByDefault];
  const changed = fields.filter((field) => before[field] !== after[field]);
  if (schedule === null ? own === null : changed.length === 0) return null;
  if (version !== (own?.version ?? 0))
    throw await staleVersion(
      tx,
      { type: "company", id: companyId, actions: Object.values(actions) },
      own?.updatedAt ?? now.getTime(),
    );
  if (accepted !== scheduleKey(schedule)) await refuseIfBackupsGo(tx, found, after, now);
  await save(tx, companyId, own, schedule, now);
  return recordCompanyEvent(
    tx,
    company,
    schedule === null ? actions.reset : actions.changed,
    Object.fromEntries(changed.map((field) => [field, [before[field], after[field]] as const])),
  );
}

async function refuseIfBackupsGo(
  tx: MasterTx,
  { company, policy: from }: BackupSchedule,
  after: OwnBackupSchedule,
  now: Date,
): Promise<void> {
  const to = backupPolicy("own", after, company.timeZone);
  const { count, total, oldest } = await goingBackups(tx, company.id, { from, to }, now);
  if (count > 0) throw new DomainError("backupsWouldGo", { count, total, oldest: oldest ?? now.getTime() });
}

async function save(
  tx: MasterTx,
  companyId: string,
  own: OwnScheduleRow | null,
  schedule: OwnBackupSchedule | null,
  now: Date,
): Promise<void> {
  const ofCompany = eq(backupSchedules.companyId, companyId);
  if (schedule === null) await tx.delete(backupSchedules).where(ofCompany);
  else if (own) {
    await tx
      .update(backupSchedules)
      .set({ ...schedule, version: own.version + 1 })
      .where(ofCompany);
  } else {
    // Not from 1: a form that was opened on a schedule given up since must not pass for one on this.
    await tx.insert(backupSchedules).values({ companyId, ...schedule, version: now.getTime() });
  }
}
