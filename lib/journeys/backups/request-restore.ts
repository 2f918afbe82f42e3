import { type Actor, type MasterDb, type MasterTx, write } from "@/lib/databases";
import { DomainError, Invalid } from "@/lib/domain/errors";
import { oneLine } from "@/lib/domain/text";
import { readBackup } from "@/lib/master/fleet/backups/read-backup";
import type { RecordsForm, RestoreForm } from "@/lib/master/fleet/backups/restore-forms";
import {
  type ChosenBackup,
  enqueueRecords,
  enqueueRestore,
  restoreAsked,
} from "@/lib/master/fleet/backups/restore-jobs";
import { planCrossing } from "../crossing-plans";
import { tellCompany } from "../tell-company";

/** It was removed, failed, or is still being made. */
export class BackupUnusable extends DomainError {
  constructor() {
    super("backupUnusable");
  }
}

async function usableBackup(master: MasterDb, backupId: string) {
  const backup = await readBackup(master, backupId);
  if (backup.state !== "ready") throw new BackupUnusable();
  return backup;
}

/**
 * Whether a restore may be asked for: the backup can be used, and the company's name was typed so that it is this one.
 * @throws NotFound `backup`, BackupUnusable; Invalid `companyName`
 */
export async function checkRestore(
  master: MasterDb,
  { backupId, companyName }: Pick<RestoreForm, "backupId" | "companyName">,
): Promise<ChosenBackup> {
  const { id, company, companyId } = await usableBackup(master, backupId);
  if (oneLine(companyName) !== oneLine(company)) throw new Invalid("companyName", "errors.nameNotTyped");
  return { id, companyId };
}

/**
 * Asks for it; both audits learn why.
 * @throws AlreadyAsked
 */
export async function requestRestore(
  master: MasterDb,
  actor: Actor,
  backup: ChosenBackup,
  asked: Pick<RestoreForm, "reason">,
  now: Date,
): Promise<void> {
  const event = restoreAsked("company.restore-asked", backup.id, asked);
  await tellingBoth(master, actor, backup.companyId, event, now, (tx) =>
    enqueueRestore(tx, backup, asked, actor.id ?? "", now),
  );
}

/**
 * Whether records may be asked for out of a backup.
 * @throws NotFound `backup`, BackupUnusable
 */
export async function checkRecords(
  master: MasterDb,
  { backupId }: Pick<RecordsForm, "backupId">,
): Promise<void> {
  await usableBackup(master, backupId);
}

/**
 * Asks for single records out of a backup; both audits learn why.
 * @throws NotFound `backup`, BackupUnusable, AlreadyAsked
 */
export async function requestRecords(
  master: MasterDb,
  actor: Actor,
  { backupId, ...asked }: RecordsForm,
  now: Date,
): Promise<void> {
  const { id, companyId } = await usableBackup(master, backupId);
  const event = restoreAsked("company.records-asked", id, asked);
  await tellingBoth(master, actor, companyId, event, now, (tx) =>
    enqueueRecords(tx, { id, companyId }, asked, actor.id ?? "", now),
  );
}

async function tellingBoth(
  master: MasterDb,
  actor: Actor,
  companyId: string,
  event: object,
  now: Date,
  work: (tx: MasterTx) => Promise<void>,
): Promise<void> {
  await write(master, actor, async (tx) => {
    await work(tx);
    await planCrossing(tx, { companyId, kind: "audit.recorded", by: actor, payload: event });
  });
  await tellCompany(master, companyId, now);
}
