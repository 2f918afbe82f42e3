import { cookies } from "next/headers";
import { isLocale, localeCookie } from "@/lib/i18n/config";
import type { StartedSession } from "@/lib/master/sessions/start-session";
import { requestContext } from "./request-context";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie";
import { decodeSessionToken, encodeSessionToken } from "./session-token";
import type { Browser } from "./sign-in";

/** The browser that sent the request, with the session it leaves behind by signing in. */
export async function currentBrowser(): Promise<Browser> {
  const { address, userAgent, requestId, secure } = await requestContext();
  const token = (await cookies()).get(sessionCookieName(secure))?.value;
  const claims = await decodeSessionToken(token, new Date());
  return { address, userAgent, requestId, replaces: claims?.sessionId ?? null };
}

/** Hands the browser its session, and the language its user chose unless it has one already. In actions only. */
export async function giveSession(session: StartedSession, locale: string): Promise<void> {
  const { secure } = await requestContext();
  const jar = await cookies();
  const token = await encodeSessionToken({
    userId: session.userId,
    sessionId: session.id,
    company: session.company,
    issuedAt: session.startedAt,
    expiresAt: session.endsAt,
  });
  jar.set(sessionCookieName(secure), token, { ...sessionCookieOptions(secure), expires: session.endsAt });
  if (!isLocale(jar.get(localeCookie)?.value))
    jar.set(localeCookie, locale, { path: "/", sameSite: "lax", secure });
}
