import { lte } from "drizzle-orm";
import { accessLinks, sessions, setupTokens, submissions } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { forgetJobs } from "@/lib/master/jobs/forget-jobs";

/** A form that was sent again after so long is a new one. */
const submissionLifetime = 86_400_000;

/** Forgets what nobody can use any more: it opens nothing, and would only grow. No event of the audit. */
export async function removeExpired(tx: MasterTx, now: Date): Promise<void> {
  const at = now.getTime();
  await tx.delete(sessions).where(lte(sessions.expiresAt, at));
  await tx.delete(setupTokens).where(lte(setupTokens.expiresAt, at));
  await tx.delete(accessLinks).where(lte(accessLinks.expiresAt, at));
  await tx.delete(submissions).where(lte(submissions.createdAt, at - submissionLifetime));
  await forgetJobs(tx, now);
}
