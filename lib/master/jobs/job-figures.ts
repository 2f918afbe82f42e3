import { and, count, inArray, lte, min, sql } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import { type JobState, jobStates } from "@/drizzle/master/schema/states";
import type { MasterDb } from "@/lib/databases";
import { isDue } from "./lease-job";

/** Whether there is anything to lease: a read, so that looking again and again keeps no writer waiting. */
export async function hasDueJob(master: MasterDb, kinds: readonly string[], now: Date): Promise<boolean> {
  const [due] = await master.select({ id: jobs.id }).from(jobs).where(isDue(now.getTime(), kinds)).limit(1);
  return due !== undefined;
}

/** How many jobs are in which state, and how late the oldest is that nobody has begun; ms, 0 when none is late. */
export async function jobFigures(
  master: MasterDb,
  now: Date,
): Promise<{ byState: Record<JobState, number>; oldestDueMs: number }> {
  const counted = await master.select({ state: jobs.state, total: count() }).from(jobs).groupBy(jobs.state);
  const byState = Object.fromEntries(jobStates.map((state) => [state, 0])) as Record<JobState, number>;
  for (const { state, total } of counted) byState[state] = total;
  const at = now.getTime();
  const [late] = await master
    .select({ dueAt: min(jobs.dueAt) })
    .from(jobs)
    .where(
      and(
        // As the index has it, so that jobs that are over cost nothing.
        inArray(jobs.state, ["waiting", "running"]),
        lte(jobs.dueAt, at),
        sql`${jobs.state} = 'waiting'`,
      ),
    );
  return { byState, oldestDueMs: Math.max(0, at - (late?.dueAt ?? at)) };
}
