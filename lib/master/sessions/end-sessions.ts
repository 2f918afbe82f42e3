import { and, eq, ne } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import { type MasterTx, recordAudit } from "@/lib/databases";

/** Signs one browser of a person out. False when it was not theirs, or had ended. */
export async function endSession(tx: MasterTx, userId: string, sessionId: string): Promise<boolean> {
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .returning({ companyId: sessions.companyId });
  const [session] = ended;
  if (!session) return false;
  await recordAudit(tx, {
    action: "session.ended",
    subject: { type: "user", id: userId, label: tx.actor.name },
    ...(session.companyId !== null && { companyId: session.companyId }),
  });
  return true;
}

/** Signs all browsers of a person out, but for the one they sit at. */
export async function endSessionsOfUser(
  tx: MasterTx,
  userId: string,
  except: string | null,
): Promise<number> {
  const theirs = eq(sessions.userId, userId);
  const ended = await tx
    .delete(sessions)
    .where(except === null ? theirs : and(theirs, ne(sessions.id, except)))
    .returning({ id: sessions.id });
  return ended.length;
}

/** Signs everybody out who works in a company, because it was suspended. */
export async function endSessionsOfCompany(tx: MasterTx, companyId: string): Promise<number> {
  const ended = await tx
    .delete(sessions)
    .where(eq(sessions.companyId, companyId))
    .returning({ id: sessions.id });
  return ended.length;
}
