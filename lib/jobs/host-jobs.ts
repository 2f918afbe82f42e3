import { openMaster, write } from "@/lib/databases";
import { closeImpersonations } from "@/lib/journeys/close-impersonations";
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
  { name: "impersonations", everyMs: minute, firstAfterMs: minute, run: endImpersonations },
  { name: "usage", everyMs: hour, firstAfterMs: minute, run: takeUsage },
  { name: "subscriptions", everyMs: hour, firstAfterMs: 2 * minute, run: moveSubscriptionsOn },
  // The start has just done it.
  { name: "crossings", everyMs: 5 * minute, firstAfterMs: 5 * minute, run: catchUp },
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

async function moveSubscriptionsOn(now: Date): Promise<void> {
  await rollSubscriptions(await openMaster(), systemActor, now);
}

async function forgetExpired(now: Date): Promise<void> {
  await write(await openMaster(), systemActor, (tx) => removeExpired(tx, now));
}
