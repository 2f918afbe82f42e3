import { and, eq, inArray, ne } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { JobEdge, openJob, recordJobEvent } from "./open-job";

/** The same work was asked for again since, and waits or runs. */
export class JobOpen extends DomainError {
  constructor() {
    super("jobOpen");
  }
}

/**
 * Has a dead or cancelled job tried again at once, as often as at first; one that waits after a failure does not wait
 * any longer. One that was cancelled while it ran begins once its worker must have noticed, at the end of its lease.
 * @throws NotFound `job`; JobEdge while it runs and when it is done; JobOpen
 */
export async function retryDeadJob(tx: MasterTx, id: string, now: Date): Promise<void> {
  const job = await openJob(tx, id);
  if (job.state === "running" || job.state === "done") throw new JobEdge(job.state, "waiting");
  if (job.uniqueKey !== null) {
    const [open] = await tx
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.uniqueKey, job.uniqueKey),
          inArray(jobs.state, ["waiting", "running"]),
          ne(jobs.id, job.id),
        ),
      );
    if (open) throw new JobOpen();
  }
  await tx
    .update(jobs)
    .set({
      state: "waiting",
      dueAt: job.state === "cancelled" ? Math.max(now.getTime(), job.dueAt) : now.getTime(),
      finishedAt: null,
      progress: null,
      ...(job.state !== "waiting" && { attempts: 0 }),
    })
    .where(eq(jobs.id, id));
  await recordJobEvent(tx, job, "job.retried", "waiting");
}
