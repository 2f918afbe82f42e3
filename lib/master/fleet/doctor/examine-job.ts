import { z } from "zod";
import type { MasterTx } from "@/lib/databases";
import { enqueueJob } from "@/lib/master/jobs/enqueue-job";

export const examineJobKind = "fleet.examine";

/** One company, or everything there is. */
export const examineJobInput = z.object({ companyId: z.string().nullable() });

/**
 * Has the doctor look at one company's database, or at all and at what belongs to nobody; it changes nothing. While the
 * same is being looked at, asking again changes nothing.
 * @returns id of the job
 */
export async function askForExamination(
  tx: MasterTx,
  companyId: string | null,
  requestedById: string,
  now: Date,
): Promise<string> {
  const uniqueKey = companyId === null ? examineJobKind : `${examineJobKind} ${companyId}`;
  const input = { companyId };
  const job = { kind: examineJobKind, companyId, input, uniqueKey, maxAttempts: 3, requestedById };
  return (await enqueueJob(tx, job, now)).id;
}
