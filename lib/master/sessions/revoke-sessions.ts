import { and, eq } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";
import { requireUser } from "../users/require-user";

/**
 * Signs a person out of one browser, or of all, for the platform.
 * @param sessionId null for all
 * @returns how many ended
 * @throws NotFound `user`
 */
export async function revokeSessions(
  tx: MasterTx,
  { userId, sessionId }: { readonly userId: string; readonly sessionId: string | null },
): Promise<number> {
  const user = await requireUser(tx, userId);
  const theirs = eq(sessions.userId, userId);
  const ended = await tx
    .delete(sessions)
    .where(sessionId === null ? theirs : and(theirs, eq(sessions.id, sessionId)))
    .returning({ id: sessions.id });
  if (ended.length > 0)
    await recordAudit(tx, {
      action: "session.revoked",
      subject: { type: "user", id: userId, label: user.username },
      changes: { ended: [null, ended.length] },
    });
  return ended.length;
}
