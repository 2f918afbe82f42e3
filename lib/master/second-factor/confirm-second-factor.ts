import { and, eq, isNull } from "drizzle-orm";
import { secondFactors } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { keepRecoveryCodes, type Person } from "./keep-recovery-codes";

interface ConfirmSecondFactor {
  readonly user: Person;
  /** The sealed secret whose code was typed. */
  readonly begun: string;
  /** The same secret as it is kept from now on. */
  readonly sealedSecret: string;
  /** The time step of that first code, which is used up by this. */
  readonly step: number;
  readonly codes: readonly string[];
}

/** A first code has shown that the secret arrived. False when another one stands there by now. */
export async function confirmSecondFactor(
  tx: MasterTx,
  { user, begun, sealedSecret, step, codes }: ConfirmSecondFactor,
  now: Date,
): Promise<boolean> {
  const confirmed = await tx
    .update(secondFactors)
    .set({ sealedSecret, confirmedAt: now.getTime(), lastStep: step })
    .where(
      and(
        eq(secondFactors.userId, user.id),
        eq(secondFactors.sealedSecret, begun),
        isNull(secondFactors.confirmedAt),
      ),
    )
    .returning({ userId: secondFactors.userId });
  if (confirmed.length === 0) return false;
  await keepRecoveryCodes(tx, user.id, codes);
  await recordAudit(tx, {
    action: "second-factor.confirmed",
    subject: { type: "user", id: user.id, label: user.name },
  });
  return true;
}
