import { cookies } from "next/headers";
import { after } from "next/server";
import { cache } from "react";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { log } from "@/lib/log";
import { type FoundSession, findSession } from "@/lib/master/sessions/find-session";
import { isTouchDue, touchSession } from "@/lib/master/sessions/touch-session";
import { requestContext } from "./request-context";
import { sessionCookieName } from "./session-cookie";
import { decodeSessionToken } from "./session-token";

/** Who asks, as the master database knows; null when nobody is signed in. Read once per request. */
export async function currentSession(): Promise<NonNullable<FoundSession> | null> {
  const found = await anySession();
  return found && !lacksSecondFactor(found) ? found : null;
}

/** A session that has only the password behind it and needs more; it opens nothing but the page that asks for it. */
export async function pendingSession(): Promise<NonNullable<FoundSession> | null> {
  const found = await anySession();
  return found && lacksSecondFactor(found) ? found : null;
}

/** Whether a session counts as signed out because its master admin has not proven the second factor with it. */
export function lacksSecondFactor({ user, session }: NonNullable<FoundSession>): boolean {
  return user.isMasterAdmin && session.secondFactorAt === null;
}

/** With or without the second factor: for signing out, which needs neither. */
export const anySession = cache(async (): Promise<NonNullable<FoundSession> | null> => {
  const { secure } = await requestContext();
  const token = (await cookies()).get(sessionCookieName(secure))?.value;
  const now = new Date();
  const claims = await decodeSessionToken(token, now);
  if (!claims) return null;
  const master = await openMaster();
  const found = await findSession(master, claims.sessionId, now);
  if (!found || found.user.id !== claims.userId) return null;
  if (isTouchDue(found.session, now)) after(() => touch(master, found, now));
  return found;
});

/** After the answer went out: nobody waits for it, and if it fails the next request does it. */
async function touch(master: MasterDb, found: NonNullable<FoundSession>, now: Date): Promise<void> {
  const actor = { id: found.user.id, name: fullName(found.user), address: null, requestId: null };
  try {
    await write(master, actor, (tx) => touchSession(tx, found.session, now));
  } catch (error) {
    log().warn({ err: error }, "A session's use was not written down.");
  }
}
