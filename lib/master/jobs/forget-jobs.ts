import { and, inArray, lte } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";

const day = 86_400_000;
const doneFor = 30 * day;
/** Longer than anybody is away who would look at it. */
const deadFor = 180 * day;

/** Forgets jobs that were over long ago; what they did stands where they did it. No event of the audit. */
export async function forgetJobs(tx: MasterTx, now: Date): Promise<void> {
  const at = now.getTime();
  await tx
    .delete(jobs)
    .where(and(inArray(jobs.state, ["done", "cancelled"]), lte(jobs.finishedAt, at - doneFor)));
  await tx.delete(jobs).where(and(inArray(jobs.state, ["dead"]), lte(jobs.finishedAt, at - deadFor)));
}
