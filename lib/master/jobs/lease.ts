import { and, eq } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";

/** The right to work on a job, until it runs out and somebody else takes it under the next fence. */
export interface JobLease {
  readonly id: string;
  readonly kind: string;
  readonly companyId: string | null;
  /** As it was handed in; whoever runs it checks its shape. */
  readonly input: unknown;
  readonly uniqueKey: string | null;
  readonly requestedById: string | null;
  readonly fence: number;
  /** This attempt counted, so from 1. */
  readonly attempts: number;
  readonly maxAttempts: number;
}

/** What is being written belongs to a lease that ran out, or to a job that was cancelled: nothing of it is kept. */
export class LeaseLost extends DomainError {
  constructor() {
    super("leaseLost");
  }
}

/** The condition of every write of a worker: that the job is still its own. */
export const heldBy = ({ id, fence }: Pick<JobLease, "id" | "fence">) =>
  and(eq(jobs.id, id), eq(jobs.fence, fence), eq(jobs.state, "running"));

/**
 * Refuses who lost their lease. A handler that writes the master calls it in the same transaction, so that nothing of
 * a stalled attempt is kept beside the one that took over.
 * @throws LeaseLost
 */
export async function requireLease(tx: MasterTx, lease: Pick<JobLease, "id" | "fence">): Promise<void> {
  const [held] = await tx.select({ id: jobs.id }).from(jobs).where(heldBy(lease));
  if (!held) throw new LeaseLost();
}

/** @throws LeaseLost */
export async function changeHeld(
  tx: MasterTx,
  lease: Pick<JobLease, "id" | "fence">,
  values: Partial<typeof jobs.$inferInsert>,
): Promise<void> {
  const changed = await tx.update(jobs).set(values).where(heldBy(lease)).returning({ id: jobs.id });
  if (changed.length === 0) throw new LeaseLost();
}

/** What a job that nobody runs any more has of its last lease. */
export const unleased = { leasedBy: null, leasedUntil: null } as const;
