import { z } from "zod";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";
import { drillJobKind } from "./backup-jobs";
import type { RestoreForm } from "./restore-forms";

export const compareJobKind = "fleet.compare-backup";
export const restoreJobKind = "fleet.restore";
export const recordsJobKind = "fleet.restore-records";

/** A backup that somebody has in front of them. */
export interface ChosenBackup {
  readonly id: string;
  readonly companyId: string;
}

export const aboutBackup = z.object({ companyId: z.string(), backupId: z.string() });
/** What was confirmed may not happen much later, when nobody thinks of it any more. */
export const restoreJobInput = aboutBackup.extend({ until: z.number() });
export const recordsJobInput = restoreJobInput.extend({ records: z.array(z.string()) });

const confirmedForMs = 3_600_000;
export const confirmedUntil = (now: Date) => now.getTime() + confirmedForMs;

/** It was confirmed so long ago that it must be confirmed again. */
export class ConfirmationExpired extends DomainError {
  constructor() {
    super("confirmationExpired");
  }
}

/** @throws ConfirmationExpired */
export function assertConfirmed({ until }: { readonly until: number }, now: Date): void {
  if (now.getTime() > until) throw new ConfirmationExpired();
}

/** The same was asked for and is not done yet. */
export class AlreadyAsked extends DomainError {
  constructor() {
    super("alreadyAsked");
  }
}

/** What a restore says of itself while it goes on, in order. */
export const restoreSteps = ["announced", "fenced", "copied", "transformed", "verified", "moved", "flipped"];

export const restoreJobResult = z.object({
  backupId: z.string(),
  generation: z.number(),
  beforeId: z.string().nullable(),
  carriedEvents: z.number(),
});

export const recordsJobResult = z.object({
  backupId: z.string(),
  inserted: z.number(),
  updated: z.number(),
  same: z.number(),
});

/** Has a backup compared with what there is now; changes nothing. */
export async function askForComparison(
  tx: MasterTx,
  backup: ChosenBackup,
  requestedById: string,
  now: Date,
): Promise<void> {
  await enqueue(tx, compareJobKind, backup, {}, backup.id, 3, requestedById, now);
}

/** Has the restore of this backup rehearsed. */
export async function askForDrill(
  tx: MasterTx,
  backup: ChosenBackup,
  requestedById: string,
  now: Date,
): Promise<void> {
  await enqueue(tx, drillJobKind, backup, {}, backup.id, 2, requestedById, now);
}

export const restoreAsked = (
  action: "company.restore-asked" | "company.records-asked",
  backupId: string,
  { reason }: Pick<RestoreForm, "reason">,
) => ({ action, subject: { type: "backup", id: backupId }, changes: { reason: [null, reason] } }) as const;

/**
 * Asks for a company's whole database as in a backup; in the audit with the reason.
 * @throws AlreadyAsked: one restore of a company at a time
 */
export async function enqueueRestore(
  tx: MasterTx,
  backup: ChosenBackup,
  asked: Pick<RestoreForm, "reason">,
  requestedById: string,
  now: Date,
): Promise<void> {
  const more = { until: confirmedUntil(now) };
  const { companyId } = backup;
  const isNew = await enqueue(tx, restoreJobKind, backup, more, companyId, 3, requestedById, now);
  if (!isNew) throw new AlreadyAsked();
  await recordAudit(tx, { ...restoreAsked("company.restore-asked", backup.id, asked), companyId });
}

/**
 * Asks for single records as in a backup; in the audit with the reason.
 * @throws AlreadyAsked
 */
export async function enqueueRecords(
  tx: MasterTx,
  backup: ChosenBackup,
  asked: { readonly reason: string; readonly records: readonly string[] },
  requestedById: string,
  now: Date,
): Promise<void> {
  const more = { until: confirmedUntil(now), records: asked.records };
  const { companyId } = backup;
  const isNew = await enqueue(tx, recordsJobKind, backup, more, companyId, 3, requestedById, now);
  if (!isNew) throw new AlreadyAsked();
  await recordAudit(tx, { ...restoreAsked("company.records-asked", backup.id, asked), companyId });
}

async function enqueue(
  tx: MasterTx,
  kind: string,
  { id: backupId, companyId }: ChosenBackup,
  more: object,
  unique: string,
  maxAttempts: number,
  requestedById: string,
  now: Date,
): Promise<boolean> {
  const input = { companyId, backupId, ...more };
  const job = { kind, companyId, input, uniqueKey: `${kind} ${unique}`, maxAttempts, requestedById };
  return (await enqueueJob(tx, job, now)).isNew;
}
