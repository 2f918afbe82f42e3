import { type MasterDb, write } from "@/lib/databases";
import { enqueueRecurring, missingKinds } from "@/lib/master/jobs/recurring-job";
import type { JobHandler } from "./handler";
import { systemActor } from "./system-actor";

/** What happens by itself, again and again, on one host at a time. */
export interface RecurringJob {
  readonly name: string;
  /** From the end of one run to the beginning of the next. */
  readonly everyMs: number;
  /** On an installation that never ran it. */
  readonly firstAfterMs: number;
  /** May run again after it failed or died half-way: it must be one that can be repeated. */
  readonly run: (now: Date, signal: AbortSignal) => Promise<unknown>;
  /** From its beginning; taken for hung after that. Six hours when left out, since it may walk over all companies. */
  readonly longestMs?: number;
}

const usualLongestMs = 6 * 3_600_000;

/** Its kind in the list of jobs, and the key under which there is one row of it. */
export const recurringKind = ({ name }: Pick<RecurringJob, "name">) => `recurring.${name}`;

export function recurringHandler({ run, longestMs = usualLongestMs }: RecurringJob): JobHandler {
  return { run: (_, { now, signal }) => run(now(), signal), longestMs };
}

/** Puts what recurs and is not in the list into it; where all of it is, nothing is written. */
export async function ensureRecurring(
  master: MasterDb,
  recurring: readonly RecurringJob[],
  now: Date,
): Promise<void> {
  const missing = new Set(await missingKinds(master, recurring.map(recurringKind)));
  if (missing.size === 0) return;
  await write(master, systemActor, async (tx) => {
    for (const job of recurring.filter((each) => missing.has(recurringKind(each)))) {
      await enqueueRecurring(tx, recurringKind(job), now.getTime() + job.firstAfterMs, now);
    }
  });
}
