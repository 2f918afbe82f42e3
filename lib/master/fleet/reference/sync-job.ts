import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";

export const syncJobKind = "fleet.sync-reference";

/** All companies, or these. */
export const syncJobInput = z.object({ companyIds: z.array(z.string()).optional() });

/** How many companies a synchronization of the fleet was about, and what came of it. */
export const syncJobResult = z.object({
  companies: z.number(),
  changed: z.number(),
  conflicts: z.number(),
  failed: z.number(),
});

/** Synchronizes every company that has a database; one such job at a time. */
export async function askForSync(tx: MasterTx, requestedById: string, now: Date): Promise<void> {
  await enqueueJob(
    tx,
    { kind: syncJobKind, input: {}, uniqueKey: syncJobKind, maxAttempts: 3, requestedById },
    now,
  );
}

/** The synchronization of the fleet that was asked for last; null when none ever was. */
export async function lastSyncJob(master: MasterDb) {
  const [job] = await master
    .select({
      state: jobs.state,
      createdAt: jobs.createdAt,
      finishedAt: jobs.finishedAt,
      result: jobs.result,
    })
    .from(jobs)
    .where(eq(jobs.kind, syncJobKind))
    .orderBy(desc(jobs.createdAt))
    .limit(1);
  if (!job) return null;
  const result = job.result === null ? null : syncJobResult.safeParse(JSON.parse(job.result));
  return {
    ...job,
    isOpen: job.state === "waiting" || job.state === "running",
    result: result?.success ? result.data : null,
  };
}
