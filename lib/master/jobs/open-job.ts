import { eq } from "drizzle-orm";
import { jobs } from "@/drizzle/master/schema";
import type { JobState } from "@/drizzle/master/schema/states";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";

type JobRow = typeof jobs.$inferSelect;

/** What was asked for does not follow from the state the job is in; `params`: from, to. */
export class JobEdge extends DomainError {
  constructor(from: JobState, to: JobState) {
    super("jobEdge", { from, to });
  }
}

/** @throws NotFound `job` */
export async function openJob(tx: MasterTx, id: string): Promise<JobRow> {
  const [row] = await tx.select().from(jobs).where(eq(jobs.id, id));
  if (!row) throw new NotFound("job");
  return row;
}

/** What an operator did with a job. */
export function recordJobEvent(
  tx: MasterTx,
  { id, kind, companyId, state }: JobRow,
  action: "job.retried" | "job.cancelled",
  to: JobState,
): Promise<void> {
  return recordAudit(tx, {
    action,
    subject: { type: "job", id, label: kind },
    changes: { state: [state, to] },
    ...(companyId !== null && { companyId }),
  });
}
