import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { recoveryCodes, secondFactors } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import type { Person } from "./keep-recovery-codes";
import { hashRecoveryCode } from "./recovery-codes";

/**
 * Uses up the code of a time step, and all before it: nobody who looked over a shoulder can use it again, nor the
 * second of two requests at once.
 * @param sealedSecret the secret it was computed from; another one may stand there by now
 */
export async function takeStep(
  tx: MasterTx,
  userId: string,
  { sealedSecret, step }: { sealedSecret: string; step: number },
): Promise<boolean> {
  const taken = await tx
    .update(secondFactors)
    .set({ lastStep: step })
    .where(
      and(
        eq(secondFactors.userId, userId),
        eq(secondFactors.sealedSecret, sealedSecret),
        isNotNull(secondFactors.confirmedAt),
        or(isNull(secondFactors.lastStep), lt(secondFactors.lastStep, step)),
      ),
    )
    .returning({ userId: secondFactors.userId });
  return taken.length > 0;
}

/** Uses a recovery code up; each works once. */
export async function takeRecoveryCode(
  tx: MasterTx,
  user: Person,
  code: string,
  now: Date,
): Promise<boolean> {
  const taken = await tx
    .update(recoveryCodes)
    .set({ usedAt: now.getTime() })
    .where(
      and(
        eq(recoveryCodes.userId, user.id),
        eq(recoveryCodes.codeHash, hashRecoveryCode(user.id, code)),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  if (taken.length === 0) return false;
  await recordAudit(tx, {
    action: "second-factor.recovery-used",
    subject: { type: "user", id: user.id, label: user.name },
  });
  return true;
}
