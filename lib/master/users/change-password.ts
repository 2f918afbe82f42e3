import { and, eq, isNull } from "drizzle-orm";
import { accessLinks, users } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { endSessionsOfUser } from "../sessions/end-sessions";

export interface ChangePassword {
  readonly user: { readonly id: string; readonly username: string };
  /** From `hashPassword`, made before the transaction. */
  readonly passwordHash: string;
  /** The session that goes on; all others end at once. */
  readonly keep: string | null;
}

/** Gives a person a new password and signs them out everywhere else; links that were to replace the old one are void. */
export async function changePassword(
  tx: MasterTx,
  { user, passwordHash, keep }: ChangePassword,
  now: Date,
): Promise<{ ended: number }> {
  await tx.update(users).set({ passwordHash, passwordChangedAt: now.getTime() }).where(eq(users.id, user.id));
  await tx.delete(accessLinks).where(and(eq(accessLinks.userId, user.id), isNull(accessLinks.usedAt)));
  const ended = await endSessionsOfUser(tx, user.id, keep);
  await recordAudit(tx, {
    action: "password.changed",
    subject: { type: "user", id: user.id, label: user.username },
    changes: { sessions: [ended, 0] },
  });
  return { ended };
}
