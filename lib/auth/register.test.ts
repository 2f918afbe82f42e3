import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { companies, sessions, users } from "@/drizzle/master/schema";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { registerCompanySchema } from "@/lib/journeys/register-company.schema";
import { seedPlans } from "@/lib/master/plans/seed";
import { findSession } from "@/lib/master/sessions/find-session";
import { testEngine } from "@/lib/testing/engine";
import { companyAccess } from "./company-access";
import { register } from "./register";
import { signIn } from "./sign-in";

const now = new Date("2026-11-21T09:00:00Z");
const password = "qatar gedir dağlara";
const from = (address: string) => ({ address, userAgent: "Test", requestId: "r1", replaces: null });

let engine: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
beforeAll(async () => {
  vi.stubEnv("AUTH_SECRET", "a session secret that only tests ever use");
  engine = await testEngine();
  master = await openMaster();
  await write(master, engine.actor, seedPlans);
});
afterAll(() => engine.dispose());

function input(name: string, secret = password) {
  return registerCompanySchema.parse({
    companyName: `Klinika ${name}`,
    companyEmail: "office@klinika.az",
    phone: "050 123 45 67",
    firstName: "Aysel",
    lastName: "Məmmədova",
    username: name,
    email: `${name}@klinika.az`,
    password: secret,
    planId: "basic",
    cycle: "year",
  });
}

describe("registering", () => {
  it("leaves the person signed in, in a workspace that is ready", async () => {
    const session = await register(input("aysel"), from("203.0.113.1"), "az", now);
    const found = await findSession(master, session.id, now);
    const access = companyAccess(found ?? null, now);
    expect(access).toMatchObject({
      role: "owner",
      company: { slug: "klinika-aysel" },
      plan: { id: "basic" },
    });
    expect(session.company?.slug).toBe("klinika-aysel");
  });

  it("makes one company of a form sent twice at once, and signs both in", async () => {
    const send = () => register(input("nigar"), from("203.0.113.2"), "az", now);
    const before = await master.$count(companies);
    const [first, second] = await Promise.all([send(), send()]);
    expect(first.company).toEqual(second.company);
    expect(await master.$count(companies)).toBe(before + 1);
    expect([
      await findSession(master, first.id, now),
      await findSession(master, second.id, now),
    ]).not.toContain(undefined);
  });

  it("is no way to guess passwords: it counts as signing in does", async () => {
    await register(input("leyla"), from("203.0.113.3"), "az", now);
    const before = [await master.$count(users), await master.$count(sessions)];
    const guess = (i: number) =>
      register(input("leyla", `göy dəniz sahil ${i}`), from(`203.0.113.${10 + i}`), "az", now);
    for (let i = 0; i < 5; i++) {
      await expect(guess(i)).rejects.toMatchObject({ fieldErrors: { email: "errors.email.taken" } });
    }
    await expect(guess(5)).rejects.toMatchObject({ code: "tooManyAttempts" });
    const credentials = { identifier: "leyla", password };
    expect(await signIn(master, credentials, from("203.0.113.9"), now)).toMatchObject({
      refused: "throttled",
    });
    expect([await master.$count(users), await master.$count(sessions)]).toEqual(before);
  });

  it("is limited for one address, before any database is made", async () => {
    const taken = input("aysel", "başqa bir parol söz");
    const send = () =>
      register({ ...taken, email: `${crypto.randomUUID()}@klinika.az` }, from("203.0.113.4"), "az", now);
    const refused = { fieldErrors: { username: "errors.username.taken" } };
    for (let i = 0; i < 60; i++) await expect(send()).rejects.toMatchObject(refused);
    await expect(send()).rejects.toMatchObject({ code: "tooManyAttempts" });
  });
});
