import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { companies, jobs, tenantDatabases } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { type FollowedJob, followed, followedColumns } from "@/lib/master/jobs/list/latest-jobs";
import { drainJobKind } from "./move-jobs";

const drained = z.object({
  moved: z.number(),
  failed: z.number(),
  problems: z.array(z.object({ databaseId: z.string(), code: z.string(), message: z.string() })).optional(),
});

export interface LastDrain {
  readonly job: FollowedJob;
  /** Null while it goes on, and when it failed as a whole. */
  readonly result: {
    readonly moved: number;
    readonly failed: number;
    readonly problems: ReadonlyArray<{ readonly company: string; readonly message: string }>;
  } | null;
}

/** How emptying a server went at last, or goes; null when nobody ever asked for it. */
export async function lastDrain(master: MasterDb, serverId: string): Promise<LastDrain | null> {
  const [row] = await master
    .select({ ...followedColumns, result: jobs.result })
    .from(jobs)
    .where(eq(jobs.uniqueKey, `${drainJobKind} ${serverId}`))
    .orderBy(desc(jobs.createdAt))
    .limit(1);
  if (!row) return null;
  const { result, ...job } = row;
  const { data } = drained.safeParse(result === null ? null : JSON.parse(result));
  if (!data) return { job: followed(job), result: null };
  const problems = [];
  for (const { databaseId, message } of data.problems ?? []) {
    const [found] = await master
      .select({ company: companies.name })
      .from(tenantDatabases)
      .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
      .where(eq(tenantDatabases.id, databaseId));
    problems.push({ company: found?.company ?? databaseId, message });
  }
  return { job: followed(job), result: { moved: data.moved, failed: data.failed, problems } };
}
