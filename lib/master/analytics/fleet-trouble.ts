import { and, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import { jobs, tenantBackups } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** For so long a failure stands on the operators' first page; then it is in its list only. */
export const troubleStaysMs = 7 * 86_400_000;
/** A pause or two is how a job waits for a server to come back. */
const manyAttempts = 3;

export interface FleetTrouble {
  /** Jobs that failed for good of late. */
  readonly failedJobs: number;
  /** Jobs that are tried again and again, and fail each time. */
  readonly stuckJobs: number;
  /** Companies whose backup failed of late, and who have no later one. */
  readonly unsavedCompanies: number;
}

/** What of the platform's own work waits for somebody; each count is one look into an index. */
export async function fleetTrouble(master: MasterDb, now: Date): Promise<FleetTrouble> {
  const since = now.getTime() - troubleStaysMs;
  const later = sql`SELECT 1 FROM ${tenantBackups} AS later WHERE later.company_id = ${tenantBackups.companyId}
    AND later.taken_at > ${tenantBackups.takenAt} AND later.state = 'ready'`;
  const [failedJobs, stuckJobs, [unsaved]] = await Promise.all([
    countFailedJobs(master, now),
    master.$count(
      jobs,
      and(
        inArray(jobs.state, ["waiting", "running"]),
        isNotNull(jobs.lastError),
        sql`${jobs.attempts} >= ${manyAttempts}`,
      ),
    ),
    master
      .select({ companies: sql<number>`COUNT(DISTINCT ${tenantBackups.companyId})` })
      .from(tenantBackups)
      .where(
        and(eq(tenantBackups.state, "failed"), gt(tenantBackups.takenAt, since), sql`NOT EXISTS (${later})`),
      ),
  ]);
  return { failedJobs, stuckJobs, unsavedCompanies: unsaved?.companies ?? 0 };
}

/** Jobs that failed for good of late. */
export function countFailedJobs(master: MasterDb, now: Date): Promise<number> {
  return master.$count(
    jobs,
    and(eq(jobs.state, "dead"), gt(jobs.finishedAt, now.getTime() - troubleStaysMs)),
  );
}
