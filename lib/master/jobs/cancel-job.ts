import { eq } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { unleased } from "./lease";
import { JobEdge, openJob, recordJobEvent } from "./open-job";

/**
 * Calls a job off. One that runs is told to stop when its worker next says that it is alive; what it did stays done.
 * @throws NotFound `job`; JobEdge when it is over already
 */
export async function cancelJob(tx: MasterTx, id: string, now: Date): Promise<void> {
  const job = await openJob(tx, id);
  if (job.state === "cancelled") return;
  if (job.state !== "waiting" && job.state !== "running") throw new JobEdge(job.state, "cancelled");
  await tx
    .update(jobs)
    .set({
      ...unleased,
      state: "cancelled",
      finishedAt: now.getTime(),
      // Until then its worker may not have noticed: nobody else is to begin it beside that one.
      dueAt: job.leasedUntil ?? Math.min(job.dueAt, now.getTime()),
    })
    .where(eq(jobs.id, id));
  await recordJobEvent(tx, job, "job.cancelled", "cancelled");
}
