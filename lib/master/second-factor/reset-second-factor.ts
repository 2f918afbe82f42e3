import { eq } from "drizzle-orm";
import { recoveryCodes, secondFactors } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { endSessionsOfUser } from "../sessions/end-sessions";
import type { Person } from "./keep-recovery-codes";

/**
 * Takes away the second factor of a person who lost it; they set up another when they sign in next, and are signed
 * out everywhere. Without one there is nothing to do. Only for master admins to do for each other, never by mail.
 */
export async function resetSecondFactor(tx: MasterTx, user: Person): Promise<{ reset: boolean }> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, user.id));
  const removed = await tx
    .delete(secondFactors)
    .where(eq(secondFactors.userId, user.id))
    .returning({ confirmedAt: secondFactors.confirmedAt });
  if (!removed.some(({ confirmedAt }) => confirmedAt !== null)) return { reset: false };
  const ended = await endSessionsOfUser(tx, user.id, null);
  await recordAudit(tx, {
    action: "second-factor.reset",
    subject: { type: "user", id: user.id, label: user.name },
    changes: { sessions: [ended, 0] },
  });
  return { reset: true };
}
