import type { AuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { openMaster, write } from "@/lib/databases";
import { fullName } from "@/lib/domain/full-name";
import { log } from "@/lib/log";
import { endSession } from "@/lib/master/sessions/end-sessions";
import { findSession } from "@/lib/master/sessions/find-session";
import { absoluteLifetime } from "@/lib/master/sessions/lifetime";
import type { StartedSession } from "@/lib/master/sessions/start-session";
import { lacksSecondFactor } from "./current-session";
import { safeNext } from "./safe-next";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie";
import { decodeSessionToken, derivedKey, encodeSessionToken, type SessionClaims } from "./session-token";
import { type Browser, type SignInResult, signIn } from "./sign-in";

/** What next-auth cannot answer itself and the route says for it. */
export interface Verdict {
  result: SignInResult | null;
}

/**
 * next-auth with our own tokens, sessions and checks. Made per request, because the cookie's name depends on how the
 * browser reached us and `verdict` takes out what `authorize` found.
 */
export function authOptions(browser: Browser, secure: boolean, verdict: Verdict): AuthOptions {
  return {
    secret: derivedKey("csrf").export().toString("base64url"),
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(secure), options: sessionCookieOptions(secure) } },
    logger: { error: complain, warn: () => {}, debug: () => {} },
    pages: { signIn: "/login", signOut: "/login", error: "/login" },
    session: { strategy: "jwt", maxAge: absoluteLifetime / 1000 },
    providers: [
      CredentialsProvider({
        credentials: { identifier: { type: "text" }, password: { type: "password" } },
        authorize: async (sent) => {
          const credentials = {
            identifier: String(sent?.identifier ?? ""),
            password: String(sent?.password ?? ""),
          };
          verdict.result = await signIn(await openMaster(), credentials, browser, new Date());
          if ("refused" in verdict.result) return null;
          const { account, session } = verdict.result;
          return { id: account.id, name: fullName(account), email: account.email, session };
        },
      }),
    ],
    jwt: {
      encode: ({ token }) => (token?.session ? encodeSessionToken(toClaims(token.session)) : ""),
      decode: async ({ token }) => {
        const claims = await decodeSessionToken(token, new Date());
        return claims && { sub: claims.userId, session: toSession(claims) };
      },
    },
    callbacks: {
      redirect: async ({ url, baseUrl }) =>
        safeNext(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
      jwt: async ({ token, user }) => (user ? { sub: user.id, session: user.session } : token),
      session: async ({ session, token }) => {
        const found = token.session && (await findSession(await openMaster(), token.session.id, new Date()));
        if (!found || found.user.id !== token.sub || lacksSecondFactor(found))
          throw new Error("The session has ended.");
        return {
          expires: new Date(found.session.expiresAt).toISOString(),
          user: { ...session.user, name: fullName(found.user), email: found.user.email },
        };
      },
    },
    events: {
      signOut: async ({ token }) => {
        const { session } = token;
        if (!session) return;
        const actor = {
          id: session.userId,
          name: "–",
          address: browser.address,
          requestId: browser.requestId,
        };
        await write(await openMaster(), actor, (tx) => endSession(tx, session.userId, session.id));
      },
    },
  };
}

function toClaims(session: StartedSession): SessionClaims {
  const { userId, id, company, startedAt, endsAt } = session;
  return { userId, sessionId: id, company, issuedAt: startedAt, expiresAt: endsAt };
}

function toSession(claims: SessionClaims): StartedSession {
  const { userId, sessionId, company, issuedAt, expiresAt } = claims;
  return { userId, id: sessionId, company, startedAt: issuedAt, endsAt: expiresAt };
}

/** A cookie whose session has ended is nothing to complain about. */
function complain(code: string, metadata: unknown): void {
  if (code !== "JWT_SESSION_ERROR") log().error({ err: metadata, code }, "next-auth failed.");
}
