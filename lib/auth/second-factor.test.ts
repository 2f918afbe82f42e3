import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { auditEvents, recoveryCodes, secondFactors, sessions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { resetSecondFactor } from "@/lib/master/second-factor/reset-second-factor";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { changeDevice, changeRecoveryCodes } from "./change-second-factor";
import { completeSignIn } from "./complete-sign-in";
import { begunSecret, confirmEnrolment } from "./enrol-second-factor";
import { proveSecondFactor } from "./second-factor";

const now = new Date("2026-11-21T09:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const request = { address: "203.0.113.9", requestId: "r1" };
const wrong = { code: "secondFactorWrong", fieldErrors: { code: "errors.secondFactorWrong" } };
const installation = "a session secret that only tests ever use";

let master: Awaited<ReturnType<typeof testMaster>>;
let user: { id: string; name: string };
beforeEach(async () => {
  vi.stubEnv("AUTH_SECRET", installation);
  master = await testMaster();
  const { userId } = await addTestMember(master.db, now, { username: "operator" });
  user = { id: userId, name: "Aysel Məmmədova" };
});
afterEach(() => {
  vi.unstubAllEnvs();
  master.dispose();
});

async function signedIn() {
  const browser = { address: null, userAgent: null, replaces: null };
  const { id } = await write(master.db, master.actor, (tx) =>
    startSession(tx, { user: { id: user.id, username: "operator" }, ...browser }, now),
  );
  const found = await findSession(master.db, id, now);
  if (!found) throw new Error("There should be a session.");
  return found;
}

async function enrolled() {
  const found = await signedIn();
  const secret = (await begunSecret(master.db, found, request)) ?? "";
  const confirmed = await confirmEnrolment(master.db, found, codeOf(secret), request, now);
  return { found, secret, ...confirmed };
}

const codeOf = (secret: string, at = now) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
const prove = (code: string, at = now) => proveSecondFactor(master.db, { user, code }, request, at);
const actions = async () => (await master.db.select().from(auditEvents)).map(({ action }) => action);

describe("setting up a second factor", () => {
  it("shows the same secret again until its first code confirms it", async () => {
    const found = await signedIn();
    const secret = (await begunSecret(master.db, found, request)) ?? "";
    expect(await begunSecret(master.db, found, request)).toBe(secret);
    await expect(confirmEnrolment(master.db, found, "000000", request, now)).rejects.toMatchObject(wrong);
    await expect(prove(codeOf(secret))).rejects.toMatchObject(wrong);
    const { codes } = await confirmEnrolment(master.db, found, codeOf(secret), request, now);
    expect(new Set(codes).size).toBe(10);
    expect(await begunSecret(master.db, found, request)).toBeNull();
    expect(await actions()).toContain("second-factor.confirmed");
  });

  it("confirms no secret that was shown to another browser", async () => {
    const [stranger, owner] = [await signedIn(), await signedIn()];
    const seen = (await begunSecret(master.db, stranger, request)) ?? "";
    const own = (await begunSecret(master.db, owner, request)) ?? "";
    expect(own).not.toBe(seen);
    await expect(confirmEnrolment(master.db, stranger, codeOf(seen), request, now)).rejects.toMatchObject(
      wrong,
    );
    await confirmEnrolment(master.db, owner, codeOf(own), request, now);
  });

  it("marks the session, under an id that nobody knew before", async () => {
    const { found, session } = await enrolled();
    expect(session.id).not.toBe(found.session.id);
    expect(await findSession(master.db, found.session.id, now)).toBeUndefined();
    expect((await findSession(master.db, session.id, now))?.session.secondFactorAt).toBe(now.getTime());
    expect(await master.db.$count(sessions)).toBe(1);
  });

  it("keeps neither the secret nor a recovery code in the clear", async () => {
    const { secret, codes } = await enrolled();
    const kept = JSON.stringify([
      await master.db.select().from(secondFactors),
      await master.db.select().from(recoveryCodes),
      await master.db.select().from(auditEvents),
    ]);
    for (const text of [secret, ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect(kept).not.toContain(text);
  });
});

describe("a code", () => {
  it("counts in its own step and the one before and after, and no further", async () => {
    const { secret } = await enrolled();
    const at = later(600);
    await expect(prove(codeOf(secret, later(540)), at)).rejects.toMatchObject(wrong);
    await expect(prove(codeOf(secret, later(660)), at)).rejects.toMatchObject(wrong);
    for (const seconds of [570, 600, 630]) await prove(codeOf(secret, later(seconds)), at);
  });

  it("counts once, and none before it counts any more", async () => {
    const { secret } = await enrolled();
    await expect(prove(codeOf(secret))).rejects.toMatchObject(wrong);
    await prove(codeOf(secret, later(60)), later(60));
    await expect(prove(codeOf(secret, later(60)), later(60))).rejects.toMatchObject(wrong);
    await expect(prove(codeOf(secret, later(30)), later(60))).rejects.toMatchObject(wrong);
  });

  it("counts for one of two requests at once", async () => {
    const { secret } = await enrolled();
    const code = codeOf(secret, later(60));
    const both = await Promise.allSettled([prove(code, later(60)), prove(code, later(60))]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("is of no use after five failures, until a quarter of an hour has passed", async () => {
    const { secret } = await enrolled();
    for (let attempt = 0; attempt < 5; attempt++) await expect(prove("000000")).rejects.toMatchObject(wrong);
    await expect(prove(codeOf(secret, later(60)), later(60))).rejects.toMatchObject({
      code: "tooManyAttempts",
      params: { minutes: 14 },
    });
    await prove(codeOf(secret, later(901)), later(901));
    expect((await actions()).filter((action) => action === "second-factor.failed")).toHaveLength(5);
  });

  it("is what a sign-in needs besides the password", async () => {
    const { secret } = await enrolled();
    const found = await signedIn();
    await expect(completeSignIn(master.db, found, "000000", request, later(60))).rejects.toMatchObject(wrong);
    expect((await findSession(master.db, found.session.id, now))?.session.secondFactorAt).toBeNull();
    const code = codeOf(secret, later(60));
    const session = await completeSignIn(master.db, found, code, request, later(60));
    expect((await findSession(master.db, session.id, now))?.session.secondFactorAt).not.toBeNull();
  });
});

describe("a recovery code", () => {
  it("opens the door once, however it is typed, and for nobody else", async () => {
    const { codes } = await enrolled();
    const [first = "", second = ""] = codes;
    await prove(first.toLowerCase().replaceAll("-", " "));
    await expect(prove(first)).rejects.toMatchObject(wrong);
    const other = await addTestMember(master.db, now, { username: "somebody" });
    const proof = { user: { id: other.userId, name: "–" }, code: second };
    await expect(proveSecondFactor(master.db, proof, request, now)).rejects.toMatchObject(wrong);
    await prove(second);
    expect((await actions()).filter((action) => action === "second-factor.recovery-used")).toHaveLength(2);
  });

  it("opens the door once for two requests at once", async () => {
    const { codes } = await enrolled();
    const both = await Promise.allSettled([prove(codes[0] ?? ""), prove(codes[0] ?? "")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("still opens it when the installation's secret is another, and codes of the device do not", async () => {
    const { secret, codes } = await enrolled();
    const sealing = await import("./sealing");
    vi.spyOn(sealing, "unseal").mockReturnValue(null);
    await expect(prove(codeOf(secret, later(60)), later(60))).rejects.toMatchObject(wrong);
    await prove(codes[0] ?? "", later(60));
    vi.restoreAllMocks();
  });

  it("is replaced with all others by new ones", async () => {
    const { secret, codes, session } = await enrolled();
    const owner = { master: master.db, actor: { ...master.actor, ...user }, user, sessionId: session.id };
    const at = { ...owner, now: later(60) };
    await expect(changeRecoveryCodes(at, "000000")).rejects.toMatchObject(wrong);
    const fresh = await changeRecoveryCodes(at, codeOf(secret, later(60)));
    await expect(prove(codes[0] ?? "")).rejects.toMatchObject(wrong);
    await prove(fresh[0] ?? "");
    expect(await actions()).toContain("second-factor.recovery-renewed");
  });
});

describe("another device", () => {
  it("counts from its first right code on, and ends all other sessions", async () => {
    const { secret, codes, session } = await enrolled();
    const elsewhere = await signedIn();
    const replacement = new Secret({ size: 20 }).base32;
    const actor = { ...master.actor, ...user };
    const owner = { master: master.db, actor, user, sessionId: session.id, now: later(60) };
    await expect(changeDevice(owner, { secret: replacement, code: "000000" })).rejects.toMatchObject(wrong);
    await prove(codeOf(secret, later(60)), later(60));
    await changeDevice(owner, { secret: replacement, code: codeOf(replacement, later(60)) });
    await expect(prove(codeOf(secret, later(120)), later(120))).rejects.toMatchObject(wrong);
    await expect(prove(codes[0] ?? "", later(120))).rejects.toMatchObject(wrong);
    await prove(codeOf(replacement, later(120)), later(120));
    expect(await findSession(master.db, elsewhere.session.id, now)).toBeUndefined();
    expect(await findSession(master.db, session.id, now)).toBeDefined();
  });
});

describe("taking it away", () => {
  it("ends every session, forgets the codes, and is told once", async () => {
    const { codes } = await enrolled();
    const reset = () => write(master.db, master.actor, (tx) => resetSecondFactor(tx, user));
    expect(await reset()).toEqual({ reset: true });
    expect(await reset()).toEqual({ reset: false });
    expect(await master.db.$count(sessions)).toBe(0);
    await expect(prove(codes[0] ?? "")).rejects.toMatchObject(wrong);
    expect((await actions()).filter((action) => action === "second-factor.reset")).toHaveLength(1);
  });
});
