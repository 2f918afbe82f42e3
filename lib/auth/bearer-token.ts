import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether a request carries `Authorization: Bearer <token>`. How long it takes says nothing about the token; where none
 * was set, nobody carries it.
 */
export function carriesToken(headers: { get(name: string): string | null }, token: string | null): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  // Hashed first, so that both are of one length.
  const equal = timingSafeEqual(digest(given), digest(token ?? ""));
  return token !== null && given !== "" && equal;
}

const digest = (text: string) => createHash("sha256").update(text).digest();
