import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { type JobLease, unleased } from "./lease";

interface Asking {
  /** Names the process, for operators. */
  readonly worker: string;
  /** What it knows how to do; a job of a newer version's kind is left to that. */
  readonly kinds: readonly string[];
  /** The right ends so many ms from now unless it is renewed. */
  readonly leaseMs: number;
}

/**
 * Takes the job that is due the longest, or one whose worker let its lease run out. A job that was begun as often as
 * it may be and never came to an end, as one that kills its process, is a dead letter.
 * @returns null when nothing is due
 */
export async function leaseJob(
  tx: MasterTx,
  { worker, kinds, leaseMs }: Asking,
  now: Date,
): Promise<JobLease | null> {
  const at = now.getTime();
  for (;;) {
    const [due] = await tx.select().from(jobs).where(isDue(at, kinds)).orderBy(asc(jobs.dueAt)).limit(1);
    if (!due) return null;
    if (due.attempts >= due.maxAttempts) {
      await tx
        .update(jobs)
        .set({ ...unleased, state: "dead", finishedAt: at, lastError: due.lastError ?? neverEnded })
        .where(eq(jobs.id, due.id));
      continue;
    }
    const attempts = due.attempts + 1;
    const fence = due.fence + 1;
    await tx
      .update(jobs)
      .set({
        state: "running",
        attempts,
        fence,
        leasedBy: worker,
        leasedUntil: at + leaseMs,
        progress: null,
        startedAt: at,
      })
      .where(eq(jobs.id, due.id));
    const { id, kind, companyId, uniqueKey, requestedById, maxAttempts } = due;
    const input: unknown = JSON.parse(due.input);
    return { id, kind, companyId, input, uniqueKey, requestedById, fence, attempts, maxAttempts };
  }
}

const neverEnded = "The process that ran it ended each time before the job did.";

export function isDue(at: number, kinds: readonly string[]) {
  return and(
    inArray(jobs.state, ["waiting", "running"]),
    lte(jobs.dueAt, at),
    or(isNull(jobs.leasedUntil), lte(jobs.leasedUntil, at)),
    inArray(jobs.kind, [...kinds]),
  );
}
