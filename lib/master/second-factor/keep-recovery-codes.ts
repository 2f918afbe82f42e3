import { eq } from "drizzle-orm";
import { recoveryCodes } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { hashRecoveryCode } from "./recovery-codes";

export interface Person {
  readonly id: string;
  /** For the audit. */
  readonly name: string;
}

/** Keeps the hashes of a person's recovery codes; earlier ones open nothing any more. */
export async function keepRecoveryCodes(
  tx: MasterTx,
  userId: string,
  codes: readonly string[],
): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ id: newId(), userId, codeHash: hashRecoveryCode(userId, code) })));
}

/** New codes for old ones, used or lost. */
export async function renewRecoveryCodes(
  tx: MasterTx,
  { user, codes }: { user: Person; codes: readonly string[] },
): Promise<void> {
  await keepRecoveryCodes(tx, user.id, codes);
  await recordAudit(tx, {
    action: "second-factor.recovery-renewed",
    subject: { type: "user", id: user.id, label: user.name },
  });
}
