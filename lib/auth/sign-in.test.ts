import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { auditEvents, sessions, signInFailures, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { findSession } from "@/lib/master/sessions/find-session";
import * as password from "@/lib/master/users/password";
import { testMaster } from "@/lib/testing";
import { addTestMember, testPassword } from "@/lib/testing/people";
import { type Browser, signIn } from "./sign-in";

const now = new Date("2026-11-21T09:00:00Z");
const browser: Browser = { address: "203.0.113.9", userAgent: "Test", requestId: "r1", replaces: null };
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

let master: Awaited<ReturnType<typeof testMaster>>;
let member: Awaited<ReturnType<typeof addTestMember>>;
beforeEach(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  master = await testMaster();
  member = await addTestMember(master.db, now, { username: "aysel" });
});
afterEach(() => {
  vi.restoreAllMocks();
  master.dispose();
});

const attempt = (identifier: string, secret = "wrong", at = now, from: Partial<Browser> = {}) =>
  signIn(master.db, { identifier, password: secret }, { ...browser, ...from }, at);
const outcome = async (result: ReturnType<typeof attempt>) => {
  const found = await result;
  return "refused" in found ? found.refused : "signed in";
};

describe("signing in", () => {
  it("takes the username or the email, in any case, and starts a session in one's company", async () => {
    for (const name of ["aysel", "AYSEL", " aysel@example.com ", "Aysel@Example.Com"]) {
      const result = await attempt(name, testPassword);
      if ("refused" in result) throw new Error(result.refused);
      expect(result.session).toMatchObject({
        userId: member.userId,
        company: { id: member.companyId, slug: "aysel" },
      });
      expect((await findSession(master.db, result.session.id, now))?.user.username).toBe("aysel");
    }
    const audited = await master.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "session.started"));
    expect(audited[0]).toMatchObject({ actorId: member.userId, address: "203.0.113.9", requestId: "r1" });
  });

  it("gives each sign-in another id and ends the session the browser had", async () => {
    const first = await attempt("aysel", testPassword);
    if ("refused" in first) throw new Error(first.refused);
    const second = await attempt("aysel", testPassword, now, { replaces: first.session.id });
    if ("refused" in second) throw new Error(second.refused);
    expect(second.session.id).not.toBe(first.session.id);
    expect(await findSession(master.db, first.session.id, now)).toBeUndefined();
    expect(await master.db.$count(sessions)).toBe(1);
  });

  it("refuses an unknown name, a wrong password and a locked account alike, each after one check", async () => {
    const verify = vi.spyOn(password, "verifyPassword");
    await write(master.db, master.actor, (tx) => tx.update(users).set({ state: "locked" }));
    const answers = [
      await attempt("nobody", testPassword),
      await attempt("aysel", "wrong"),
      await attempt("aysel", testPassword),
    ];
    expect(answers).toEqual([{ refused: "wrong" }, { refused: "wrong" }, { refused: "wrong" }]);
    expect(verify).toHaveBeenCalledTimes(3);
    expect(await master.db.$count(sessions)).toBe(0);
  });
});

describe("the throttle", () => {
  it("makes an account wait after five failures, says how long, and then lets it in", async () => {
    for (let minute = 0; minute < 5; minute++)
      expect(await outcome(attempt("aysel", "x", later(minute)))).toBe("wrong");
    const refused = await attempt("aysel", testPassword, later(5));
    expect(refused).toEqual({ refused: "throttled", waitSeconds: 600 });
    expect(await outcome(attempt("aysel", testPassword, later(14.9)))).toBe("throttled");
    expect(await outcome(attempt("aysel", testPassword, later(15)))).toBe("signed in");
  });

  it("has one count for an account, however it is named and wherever from", async () => {
    for (let i = 0; i < 5; i++) {
      await attempt(i % 2 ? "aysel" : "AYSEL@example.com", "x", now, { address: `198.51.100.${i}` });
    }
    expect(await outcome(attempt("aysel", testPassword))).toBe("throttled");
  });

  it("counts a hundred guesses sent at once, too", async () => {
    const guesses = Array.from({ length: 30 }, (_, i) => outcome(attempt("aysel", `guess ${i}`)));
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === "wrong")).toHaveLength(5);
    expect(answers.filter((answer) => answer === "throttled")).toHaveLength(25);
  });

  it("makes an address wait after twenty failures, whoever was tried; others are not affected", async () => {
    for (let i = 0; i < 20; i++) expect(await outcome(attempt(`someone-${i}`))).toBe("wrong");
    expect(await outcome(attempt("aysel", testPassword))).toBe("throttled");
    expect(await outcome(attempt("aysel", testPassword, now, { address: "198.51.100.7" }))).toBe("signed in");
  });

  it("forgets an account's failures once it signed in", async () => {
    for (let i = 0; i < 4; i++) await attempt("aysel");
    expect(await outcome(attempt("aysel", testPassword))).toBe("signed in");
    expect(await master.db.$count(signInFailures)).toBe(0);
    for (let i = 0; i < 4; i++) await attempt("aysel");
    expect(await outcome(attempt("aysel", testPassword))).toBe("signed in");
  });

  it("keeps no name, and nothing older than a quarter of an hour", async () => {
    await attempt("aysel");
    await attempt("nobody@example.com");
    const text = JSON.stringify(await master.db.select().from(signInFailures));
    for (const name of ["aysel", "nobody", member.userId]) expect(text).not.toContain(name);
    await attempt("aysel", "x", later(16));
    expect(await master.db.$count(signInFailures)).toBe(1);
  });
});

it("starts no session when the password was changed while it was checked", async () => {
  const verify = password.verifyPassword;
  vi.spyOn(password, "verifyPassword").mockImplementation(async (hash, secret) => {
    const matches = await verify(hash, secret);
    await write(master.db, master.actor, (tx) => tx.update(users).set({ passwordHash: "$argon2id$other" }));
    return matches;
  });
  expect(await outcome(attempt("aysel", testPassword))).toBe("wrong");
});
