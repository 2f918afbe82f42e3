import {
  archiveMoves,
  backupMaster,
  finishAbandoned,
  isEngineError,
  keepsFiles,
  openMaster,
  settleKeys,
  takeBackInterrupted,
  takeBackMoves,
  write,
} from "@/lib/databases";
import { backUpDueCompanies } from "@/lib/journeys/backups/back-up-due-companies";
import { drillRestores } from "@/lib/journeys/backups/drill-restores";
import { removeExpiredBackups } from "@/lib/journeys/backups/remove-expired-backups";
import { closeImpersonations } from "@/lib/journeys/close-impersonations";
import { remindOfClosing } from "@/lib/journeys/closing/remind-of-closing";
import { removeExpiredExports } from "@/lib/journeys/exports/remove-expired-exports";
import { companyBeginning } from "@/lib/journeys/register-company-beginning";
import { removeDueCompanies } from "@/lib/journeys/remove-due-companies";
import { rollSubscriptions } from "@/lib/journeys/roll-subscriptions";
import { snapshotUsage } from "@/lib/journeys/snapshot-usage";
import { log } from "@/lib/log";
import { removeExpired } from "@/lib/master/upkeep/remove-expired";
import { catchUp } from "./catch-up";
import type { RecurringJob } from "./recurring";
import { systemActor } from "./system-actor";

const minute = 60_000;
const hour = 60 * minute;

/** What MedAdmin does by itself, on whichever host has the lease. Each may be repeated at any time. */
export const hostJobs: readonly RecurringJob[] = [
  {
    name: "impersonations",
    everyMs: minute,
    firstAfterMs: minute,
    run: endImpersonations,
    longestMs: 10 * minute,
  },
  { name: "usage", everyMs: hour, firstAfterMs: minute, run: takeUsage },
  { name: "subscriptions", everyMs: hour, firstAfterMs: 2 * minute, run: moveSubscriptionsOn },
  // The start has just done it.
  { name: "crossings", everyMs: 5 * minute, firstAfterMs: 5 * minute, run: catchUp },
  { name: "interrupted", everyMs: minute, firstAfterMs: minute, run: takeBack },
  { name: "backups", everyMs: 10 * minute, firstAfterMs: 3 * minute, run: backUpDue },
  { name: "master-backup", everyMs: 24 * hour, firstAfterMs: 12 * minute, run: backUpPlatform },
  { name: "expired-backups", everyMs: 6 * hour, firstAfterMs: 20 * minute, run: forgetBackups },
  { name: "expired-exports", everyMs: hour, firstAfterMs: 15 * minute, run: forgetExports },
  { name: "restore-drills", everyMs: hour, firstAfterMs: 30 * minute, run: drillSome },
  { name: "closing-reminders", everyMs: hour, firstAfterMs: 5 * minute, run: remind },
  { name: "moves", everyMs: hour, firstAfterMs: 25 * minute, run: archiveOld },
  { name: "removals", everyMs: hour, firstAfterMs: 15 * minute, run: removeDue },
  { name: "expired", everyMs: 24 * hour, firstAfterMs: 10 * minute, run: forgetExpired },
];

async function takeUsage(now: Date, signal: AbortSignal): Promise<void> {
  const { taken, failed } = await snapshotUsage("all", systemActor, now, { signal });
  for (const { companyId, error } of failed)
    log().warn({ companyId, reason: error }, "A company's usage could not be looked at.");
  log().debug({ taken, failed: failed.length }, "Usage was looked at.");
}

async function endImpersonations(now: Date): Promise<void> {
  await closeImpersonations(await openMaster(), now);
}

async function takeBack(now: Date) {
  const findings = [
    ...(await takeBackInterrupted(systemActor)),
    ...(await takeBackMoves(systemActor, now)),
    ...(await finishAbandoned(systemActor, companyBeginning(now))),
  ];
  for (const finding of findings) log().warn({ finding }, "A change of a database was found interrupted.");
  await settleKeys();
  return { recovered: findings.filter(({ measure }) => measure === "recovered").length };
}

async function moveSubscriptionsOn(now: Date): Promise<void> {
  await rollSubscriptions(await openMaster(), systemActor, now);
}

async function forgetExpired(now: Date): Promise<void> {
  await write(await openMaster(), systemActor, (tx) => removeExpired(tx, now));
}

async function backUpDue(_: Date, signal: AbortSignal) {
  const result = await backUpDueCompanies(systemActor, () => new Date(), { signal });
  for (const { companyId, error } of result.failed)
    log().warn({ companyId, reason: error }, "A company could not be backed up.");
  return { made: result.made, unchanged: result.unchanged, failed: result.failed.length };
}

/** The master and the keyring; a remote master is backed up where it is. */
async function backUpPlatform(now: Date) {
  return keepsFiles() ? { backup: (await backupMaster(systemActor, now)).id } : {};
}

async function forgetBackups(now: Date, signal: AbortSignal) {
  const result = await removeExpiredBackups(systemActor, now, signal);
  for (const { backupId, error } of result.failed)
    log().warn({ backupId, reason: error }, "A backup could not be removed.");
  return { removed: result.removed, generations: result.generations, failed: result.failed.length };
}

async function forgetExports(now: Date) {
  return { removed: await removeExpiredExports(systemActor, now) };
}

/** So many an hour rehearse each of a thousand companies about every week. */
const drillsAtOnce = 6;

async function drillSome(_: Date, signal: AbortSignal) {
  const { drills, error } = await drillRestores(drillsAtOnce, systemActor, () => new Date(), signal);
  const failed = drills.filter(({ passed }) => !passed);
  for (const { companyId, backupId, error: why } of failed)
    log().error({ companyId, backupId, reason: why }, "A backup could not be restored in a rehearsal.");
  return { passed: drills.length - failed.length, failed: failed.length, error };
}

async function remind(now: Date) {
  return { planned: await remindOfClosing(systemActor, now) };
}

async function archiveOld(now: Date, signal: AbortSignal) {
  try {
    const { removed, failed } = await archiveMoves(systemActor, now, { signal });
    for (const { moveId, error } of failed)
      log().warn({ moveId, reason: error }, "What a move left behind could not be removed.");
    return { removed, failed: failed.length };
  } catch (error) {
    if (isEngineError(error, "RemovalBlocked")) return { blocked: true };
    throw error;
  }
}

async function removeDue(now: Date, signal: AbortSignal) {
  try {
    const done = await removeDueCompanies(systemActor, now, { signal });
    const failed = done.filter(({ error }) => error !== null);
    return { removed: done.length - failed.length, failed: failed.length };
  } catch (error) {
    // Until an operator has confirmed what the registry says, that is how it must be.
    if (isEngineError(error, "RemovalBlocked")) return { blocked: true };
    throw error;
  }
}
