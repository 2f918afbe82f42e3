import { createSecretKey, randomBytes } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { decodeSessionToken, derivedKey, encodeSessionToken } from "./session-token";

const now = new Date("2026-11-21T09:00:00Z");
const claims = {
  userId: "user-1",
  sessionId: "session-1",
  company: { id: "company-1", slug: "city-hospital" },
  issuedAt: now,
  expiresAt: new Date("2026-12-21T09:00:00Z"),
};

beforeAll(() => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
});

describe("a session token", () => {
  it("comes back as it was made", async () => {
    expect(await decodeSessionToken(await encodeSessionToken(claims), now)).toEqual(claims);
    const admin = { ...claims, company: null };
    expect(await decodeSessionToken(await encodeSessionToken(admin), now)).toEqual(admin);
  });

  it("is worth nothing once it has run out", async () => {
    const token = await encodeSessionToken(claims);
    expect(await decodeSessionToken(token, new Date("2026-12-21T09:00:01Z"))).toBeNull();
  });

  it("is worth nothing when one sign of it changed", async () => {
    const [head, body, signature] = (await encodeSessionToken(claims)).split(".");
    const other = Buffer.from(JSON.stringify({ sub: "user-2", sid: "session-2" })).toString("base64url");
    for (const forged of [
      `${head}.${other}.${signature}`,
      `${head}.${body}.${signature?.slice(0, -2)}AA`,
      `${head}.${body}.`,
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${body}.`,
      "",
      "not.a.token",
    ]) {
      expect(await decodeSessionToken(forged, now)).toBeNull();
    }
    expect(await decodeSessionToken(undefined, now)).toBeNull();
  });

  it("is worth nothing when somebody else signed it, or we did for another use", async () => {
    for (const key of [createSecretKey(randomBytes(32)), derivedKey("csrf")]) {
      expect(await decodeSessionToken(await encodeSessionToken(claims, key), now)).toBeNull();
    }
    const foreign = new SignJWT({ sid: "session-1" })
      .setProtectedHeader({ alg: "HS256" })
      .setSubject("user-1")
      .setAudience("something-else")
      .setIssuedAt()
      .setExpirationTime("1h");
    expect(await decodeSessionToken(await foreign.sign(derivedKey("session-token")), now)).toBeNull();
  });
});
