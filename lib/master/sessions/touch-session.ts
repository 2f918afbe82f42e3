import { eq } from "drizzle-orm";
import { sessions } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { expiryOf, touchInterval } from "./lifetime";

/** Whether enough time has passed since the session's last use was written down. */
export function isTouchDue(session: { lastSeenAt: number }, now: Date): boolean {
  return now.getTime() - session.lastSeenAt >= touchInterval;
}

/** Writes down that the session is in use, which puts its end off. */
export async function touchSession(
  tx: MasterTx,
  session: { id: string; createdAt: number },
  now: Date,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ lastSeenAt: now.getTime(), expiresAt: expiryOf(session, now) })
    .where(eq(sessions.id, session.id));
}
