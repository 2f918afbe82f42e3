import type { MasterTx } from "@/lib/databases";
import { changeHeld, type JobLease, unleased } from "./lease";

/**
 * The job is done, once and for all. Whoever keeps the result of the work in the master calls it in that transaction.
 * @param result kept as JSON; operators read it
 * @throws LeaseLost: somebody else is at it, or it was cancelled
 */
export function finishJob(tx: MasterTx, lease: JobLease, result: unknown, now: Date): Promise<void> {
  return changeHeld(tx, lease, {
    ...unleased,
    state: "done",
    result: asJson(result),
    lastError: null,
    finishedAt: now.getTime(),
  });
}

/**
 * The work is done for now and is due again at `dueAt`: the same row, so that what recurs does not fill the list.
 * @throws LeaseLost
 */
export function repeatJob(tx: MasterTx, lease: JobLease, result: unknown, dueAt: number): Promise<void> {
  return changeHeld(tx, lease, {
    ...unleased,
    state: "waiting",
    dueAt,
    attempts: 0,
    progress: null,
    result: asJson(result),
    lastError: null,
  });
}

/**
 * Gives a job back that its worker may not finish because it is told to end: due at once, and not a failed attempt.
 * @throws LeaseLost
 */
export function releaseJob(tx: MasterTx, lease: JobLease, now: Date): Promise<void> {
  return changeHeld(tx, lease, {
    ...unleased,
    state: "waiting",
    dueAt: now.getTime(),
    attempts: lease.attempts - 1,
    progress: null,
  });
}

const asJson = (result: unknown) => JSON.stringify(result ?? null);
