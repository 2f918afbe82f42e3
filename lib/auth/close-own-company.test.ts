import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { companies, memberships, sessions } from "@/drizzle/master/schema";
import { type MasterDb, openMaster, write } from "@/lib/databases";
import { takeBack } from "@/lib/journeys/close-company";
import { seedPlans } from "@/lib/master/plans/seed";
import { findSession } from "@/lib/master/sessions/find-session";
import { testEngine } from "@/lib/testing/engine";
import { newTestSession, registerTestCompany } from "@/lib/testing/impersonation";
import { closeOwnCompany } from "./close-own-company";
import { actorOf, companyAccess } from "./company-access";

const now = new Date();
const password = "qatar gedir dağlara";
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let city: Awaited<ReturnType<typeof registerTestCompany>>;
let other: typeof city;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  city = await registerTestCompany(master, "nigar");
  other = await registerTestCompany(master, "elcin");
});
afterAll(() => started.dispose());

const access = async (sessionId: string) =>
  companyAccess((await findSession(master, sessionId, now)) ?? null, now);
async function close(typed: { companyName?: string; password?: string }) {
  const member = await access(city.sessionId);
  if (typeof member === "string") throw new Error(member);
  const actor = actorOf(member, { address: null, requestId: null }, null);
  const input = { companyName: member.company.name, password, reason: null, ...typed };
  await closeOwnCompany(master, { ...member, actor }, input, now);
}
const state = async () =>
  (await master.select().from(companies).where(eq(companies.id, city.companyId)))[0]?.state;

it("wants the company's name and the owner's password, and changes nothing without either", async () => {
  await expect(close({ companyName: "Hospital" })).rejects.toMatchObject({
    fieldErrors: { companyName: "errors.nameNotTyped" },
  });
  await expect(close({ password: "another one" })).rejects.toMatchObject({
    fieldErrors: { password: "errors.currentPasswordWrong" },
  });
  expect(await state()).toBe("active");
  expect(await access(city.sessionId)).toMatchObject({ company: { id: city.companyId } });
});

it("is refused to who lost their place while the password was checked", async () => {
  const member = await access(city.sessionId);
  if (typeof member === "string") throw new Error(member);
  const actor = actorOf(member, { address: null, requestId: null }, null);
  const input = { companyName: member.company.name, password, reason: null };
  const become = (role: "owner" | "staff") =>
    write(master, started.actor, (tx) =>
      tx.update(memberships).set({ role }).where(eq(memberships.userId, city.ownerId)),
    );
  await become("staff");
  await expect(closeOwnCompany(master, { ...member, actor }, input, now)).rejects.toMatchObject({
    code: "forbidden",
  });
  await become("owner");
  expect(await state()).toBe("active");
});

it("signs everybody of it out, nobody of another, and lets the owner take it back after signing in", async () => {
  await close({ companyName: " Hospital  of nigar " });
  expect(await state()).toBe("closing");
  expect((await master.select().from(sessions)).map(({ id }) => id)).toEqual([other.sessionId]);
  const again = await newTestSession(master, { id: city.ownerId, username: "nigar" });
  expect(await access(again)).toBe("closing");
  const actor = { id: city.ownerId, name: "Nigar", address: null, requestId: null };
  await takeBack(master, actor, { companyId: city.companyId, by: "owner" }, now);
  expect(await access(again)).toMatchObject({ company: { state: "active" } });
});
