import { eq } from "drizzle-orm";
import { accessLinks } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { changePassword } from "../users/change-password";
import { AccessLinkExpired, findAccessLink, hashOfToken } from "./access-link";

interface RedeemAccessLink {
  readonly token: string;
  /** From `hashPassword`, made before the transaction. */
  readonly passwordHash: string;
}

/**
 * Gives the link's person the password they chose and signs them out everywhere. The second factor stays as it is: a
 * mailbox alone opens no master admin's door.
 * @throws AccessLinkExpired also for the second of two who follow the same link at once
 */
export async function redeemAccessLink(
  tx: MasterTx,
  { token, passwordHash }: RedeemAccessLink,
  now: Date,
): Promise<{ userId: string; ended: number }> {
  const found = await findAccessLink(tx, token, now);
  if (!found) throw new AccessLinkExpired();
  await tx
    .update(accessLinks)
    .set({ usedAt: now.getTime() })
    .where(eq(accessLinks.tokenHash, hashOfToken(token)));
  await recordAudit(tx, {
    action: "access-link.used",
    subject: { type: "user", id: found.userId, label: found.username },
  });
  const user = { id: found.userId, username: found.username };
  const { ended } = await changePassword(tx, { user, passwordHash, keep: null }, now);
  return { userId: found.userId, ended };
}
