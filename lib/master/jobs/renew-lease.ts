import type { MasterTx } from "@/lib/databases";
import { changeHeld, type JobLease } from "./lease";

/** How far an attempt got. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly text: string;
}

/**
 * Keeps a job for another `leaseMs` from now.
 * @throws LeaseLost
 */
export function renewLease(tx: MasterTx, lease: JobLease, leaseMs: number, now: Date): Promise<void> {
  return changeHeld(tx, lease, { leasedUntil: now.getTime() + leaseMs });
}

/**
 * Says how far it got, which keeps the job as well.
 * @throws LeaseLost
 */
export function reportProgress(
  tx: MasterTx,
  lease: JobLease,
  progress: JobProgress,
  leaseMs: number,
  now: Date,
): Promise<void> {
  return changeHeld(tx, lease, {
    progress: JSON.stringify(progress),
    leasedUntil: now.getTime() + leaseMs,
  });
}
