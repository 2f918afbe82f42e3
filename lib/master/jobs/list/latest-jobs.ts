import { and, desc, eq, isNull } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import type { JobProgress } from "../renew-lease";

/** A job as a page shows it that waits for what comes of it. */
export interface FollowedJob {
  readonly id: string;
  readonly kind: string;
  readonly state: (typeof jobs.$inferSelect)["state"];
  readonly isOpen: boolean;
  readonly progress: JobProgress | null;
  readonly lastError: string | null;
}

/** What `followed` reads of a job. */
export const followedColumns = {
  id: jobs.id,
  kind: jobs.kind,
  state: jobs.state,
  progress: jobs.progress,
  lastError: jobs.lastError,
};

/**
 * The latest job of each of these kinds.
 * @param companyId null: of the platform, and of no company
 */
export async function latestJobs(
  master: MasterDb,
  kinds: readonly string[],
  companyId: string | null,
): Promise<FollowedJob[]> {
  const found = await Promise.all(
    kinds.map((kind) =>
      master
        .select(followedColumns)
        .from(jobs)
        .where(
          and(
            eq(jobs.kind, kind),
            companyId === null ? isNull(jobs.companyId) : eq(jobs.companyId, companyId),
          ),
        )
        .orderBy(desc(jobs.createdAt), desc(jobs.id))
        .limit(1),
    ),
  );
  return found.flat().map(followed);
}

export const followed = ({
  progress,
  ...job
}: Omit<FollowedJob, "isOpen" | "progress"> & { readonly progress: string | null }): FollowedJob => ({
  ...job,
  isOpen: job.state === "waiting" || job.state === "running",
  progress: progress === null ? null : (JSON.parse(progress) as JobProgress),
});
