import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { secrets } from "@/lib/secrets";

/** What the cookie says. It proves nothing by itself: the session's row must exist. */
export interface SessionClaims {
  readonly userId: string;
  readonly sessionId: string;
  /** The company the browser works in; null for a master admin. */
  readonly company: { readonly id: string; readonly slug: string } | null;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

const audience = "medadmin-session";

/** A key of its own for each use of the one secret, so that no signature means something elsewhere. */
export function derivedKey(use: "session-token" | "sign-in-log" | "csrf" | "second-factor"): KeyObject {
  const secret = secrets().session;
  const known = derived.get(`${use} ${secret}`);
  if (known) return known;
  const key = createSecretKey(Buffer.from(hkdfSync("sha256", secret, "", `medadmin ${use}`, 32)));
  derived.set(`${use} ${secret}`, key);
  return key;
}

const derived = new Map<string, KeyObject>();
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

export function encodeSessionToken(
  claims: SessionClaims,
  key = derivedKey("session-token"),
): Promise<string> {
  return new SignJWT({
    sid: claims.sessionId,
    ...(claims.company && { cid: claims.company.id, slg: claims.company.slug }),
  })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(claims.userId)
    .setAudience(audience)
    .setIssuedAt(seconds(claims.issuedAt))
    .setExpirationTime(seconds(claims.expiresAt))
    .sign(key);
}

/** Null for anything that we did not sign, or that has run out. */
export async function decodeSessionToken(
  token: string | undefined,
  now: Date,
  key = derivedKey("session-token"),
): Promise<SessionClaims | null> {
  if (!token) return null;
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      audience,
      currentDate: now,
      requiredClaims: ["sub", "sid", "iat", "exp"],
    });
    const { sub, sid, cid, slg, iat, exp } = payload;
    if (typeof sub !== "string" || typeof sid !== "string" || iat === undefined || exp === undefined)
      return null;
    const company = typeof cid === "string" && typeof slg === "string" ? { id: cid, slug: slg } : null;
    return {
      userId: sub,
      sessionId: sid,
      company,
      issuedAt: new Date(iat * 1000),
      expiresAt: new Date(exp * 1000),
    };
  } catch {
    return null;
  }
}
