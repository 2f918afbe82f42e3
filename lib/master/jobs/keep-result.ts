import { eq } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { changeHeld, type JobLease } from "./lease";

/**
 * Writes down what came of a job in the transaction that makes it so, before the job is over: whoever begins it again
 * learns by `keptResult` that it must not be done twice.
 * @throws LeaseLost
 */
export function keepResult(tx: MasterTx, lease: JobLease, result: unknown): Promise<void> {
  return changeHeld(tx, lease, { result: JSON.stringify(result) });
}

/** What an earlier attempt kept; null when none did. */
export async function keptResult(master: MasterDb, { id }: Pick<JobLease, "id">): Promise<unknown> {
  const [job] = await master.select({ result: jobs.result }).from(jobs).where(eq(jobs.id, id));
  return job?.result == null ? null : JSON.parse(job.result);
}
