import { eq } from "drizzle-orm";
import { secondFactors } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { endSessionsOfUser } from "../sessions/end-sessions";
import { keepRecoveryCodes, type Person } from "./keep-recovery-codes";

interface ReplaceSecondFactor {
  readonly user: Person;
  readonly sealedSecret: string;
  /** The time step of the new secret's first code. */
  readonly step: number;
  readonly codes: readonly string[];
  /** The session that goes on; all others end at once. */
  readonly keep: string;
}

/** Another device from now on, with recovery codes of its own; the old one proves nothing any more. */
export async function replaceSecondFactor(
  tx: MasterTx,
  { user, sealedSecret, step, codes, keep }: ReplaceSecondFactor,
  now: Date,
): Promise<{ ended: number }> {
  await tx
    .update(secondFactors)
    .set({ sealedSecret, confirmedAt: now.getTime(), lastStep: step })
    .where(eq(secondFactors.userId, user.id));
  await keepRecoveryCodes(tx, user.id, codes);
  const ended = await endSessionsOfUser(tx, user.id, keep);
  await recordAudit(tx, {
    action: "second-factor.replaced",
    subject: { type: "user", id: user.id, label: user.name },
    changes: { sessions: [ended, 0] },
  });
  return { ended };
}
