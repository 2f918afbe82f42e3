import type { MasterTx } from "@/lib/databases";
import { changeHeld, type JobLease, unleased } from "./lease";

interface Failure {
  /** For operators: names no person and holds no one's data. */
  readonly error: string;
  /** Trying again would end the same way. */
  readonly isFinal?: boolean;
  /** The longest pause before the next attempt, in ms. */
  readonly longestPauseMs?: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const firstPauseMs = 15_000;
const longestPause = 3_600_000;
const longestError = 2_000;

/**
 * An attempt failed: it is tried again after a pause that doubles each time, until it was tried as often as it may be;
 * then it is a dead letter, which somebody has to look at.
 * @returns what became of it
 * @throws LeaseLost
 */
export async function failJob(
  tx: MasterTx,
  lease: JobLease,
  { error, isFinal = false, longestPauseMs = longestPause, random }: Failure,
  now: Date,
): Promise<"waiting" | "dead"> {
  const at = now.getTime();
  const lastError = error.slice(0, longestError);
  if (isFinal || lease.attempts >= lease.maxAttempts) {
    await changeHeld(tx, lease, { ...unleased, state: "dead", lastError, finishedAt: at });
    return "dead";
  }
  const pause = pauseAfter(lease.attempts, longestPauseMs, random());
  await changeHeld(tx, lease, { ...unleased, state: "waiting", lastError, dueAt: at + pause });
  return "waiting";
}

/** Between half and all of what doubling gives, so that what failed together is not tried together. */
export function pauseAfter(attempts: number, longestPauseMs: number, random: number): number {
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(30, attempts - 1));
  return Math.round(whole * (0.5 + 0.5 * random));
}
