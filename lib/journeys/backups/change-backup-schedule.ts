import { type Actor, type MasterDb, write } from "@/lib/databases";
import type { CompanyEvent } from "@/lib/master/companies/company-event";
import { type SetBackupSchedule, setBackupSchedule } from "@/lib/master/fleet/backups/set-backup-schedule";
import { planCrossing } from "../crossing-plans";
import { tellCompany } from "../tell-company";

/**
 * Says how a company is to be backed up, for its own people and for operators: both audits learn of it. Can be
 * repeated.
 * @returns what happened; null when that is what it has
 * @throws what `setBackupSchedule` throws
 */
export async function changeBackupSchedule(
  master: MasterDb,
  actor: Actor,
  input: SetBackupSchedule,
  now: Date,
): Promise<CompanyEvent | null> {
  const { companyId } = input;
  const event = await write(master, actor, async (tx) => {
    const happened = await setBackupSchedule(tx, input, now);
    if (happened) await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: happened });
    return happened;
  });
  if (event) await tellCompany(master, companyId, now);
  return event;
}
