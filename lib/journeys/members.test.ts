import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { crossings, memberships } from "@/drizzle/master/schema";
import { auditEvents, members, organization } from "@/drizzle/tenant/schema";
import { type Actor, type MasterDb, openMaster, openTenant, type TenantDb, write } from "@/lib/databases";
import { seedPlans } from "@/lib/master/plans/seed";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { addCompanyMember } from "./add-member";
import { changeMemberRole } from "./change-member-role";
import { performCrossings } from "./crossings";
import { removeCompanyMember } from "./remove-member";

const now = new Date("2026-11-21T09:00:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let a: Registered;
let b: Registered;
let c: Registered;

type Registered = Awaited<ReturnType<typeof register>>;

async function register(username: string) {
  const registered = await registerHospital(username, now, { firstName: username });
  return { ...registered, db: await openTenant(registered.companyId) };
}

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  [a, b, c] = [await register("aysel"), await register("nigar"), await register("leyla")];
});
afterAll(() => started.dispose());

const as = ({ userId }: Registered): Actor => ({ ...started.actor, id: userId });
const by = (who: Registered) => ({ master, actor: as(who), on: "company" as const });
const platform = () => ({ master, actor: started.actor, on: "platform" as const });
const inA = (who: Registered) => ({ companyId: a.companyId, userId: who.userId });
const rowOf = async (db: TenantDb, id: string) =>
  (await db.select().from(members).where(eq(members.id, id)))[0];
const told = (db: TenantDb) =>
  db
    .select({ action: auditEvents.action, by: auditEvents.actorId, changes: auditEvents.changes })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, b.userId));

it("a person who is added stands in the company's own database, and its audit says by whom", async () => {
  await addCompanyMember(by(a), { ...inA(b), role: "admin" }, now);
  await addCompanyMember(by(a), { ...inA(b), role: "admin" }, now);
  expect(await rowOf(a.db, b.userId)).toMatchObject({ firstName: "nigar", isOwner: false });
  expect(await told(a.db)).toEqual([
    { action: "member.added", by: a.userId, changes: '{"role":[null,"admin"]}' },
  ]);
  expect(await rowOf(b.db, a.userId)).toBeUndefined();
});

it("an administrator makes nobody an owner, and takes it from nobody", async () => {
  const owner = { ...inA(c), role: "owner" as const };
  await expect(addCompanyMember(by(b), owner, now)).rejects.toMatchObject({ code: "onlyOwners" });
  await expect(changeMemberRole(by(b), { ...inA(b), role: "owner", version: 1 }, now)).rejects.toMatchObject({
    code: "onlyOwners",
  });
  await expect(removeCompanyMember(by(b), inA(a), now)).rejects.toMatchObject({ code: "onlyOwners" });
  expect(await master.$count(memberships, eq(memberships.companyId, a.companyId))).toBe(2);
  expect(await rowOf(a.db, c.userId)).toBeUndefined();
});

it("ownership goes over in both databases, and the organization names who owns it now", async () => {
  await changeMemberRole(by(a), { ...inA(b), role: "owner", version: 1 }, now);
  expect(await rowOf(a.db, b.userId)).toMatchObject({ isOwner: true });
  await removeCompanyMember(by(b), inA(a), now);
  expect(await rowOf(a.db, a.userId), "what they did stays theirs").toMatchObject({ isOwner: false });
  const [named] = await a.db.select({ ownerId: organization.ownerId }).from(organization);
  expect(named?.ownerId).toBe(b.userId);
  await addCompanyMember(platform(), { ...inA(a), role: "owner" }, now);
  expect(await rowOf(a.db, a.userId)).toMatchObject({ isOwner: true });
});

it("the last owner cannot leave, and then nothing happened in either database", async () => {
  await removeCompanyMember(by(b), inA(b), now);
  const before = await a.db.$count(auditEvents);
  await expect(removeCompanyMember(by(a), inA(a), now)).rejects.toMatchObject({ code: "lastOwner" });
  expect(await a.db.$count(auditEvents)).toBe(before);
  expect((await told(a.db)).map(({ action }) => action)).toEqual([
    "member.added",
    "member.roleChanged",
    "member.removed",
  ]);
});

it("anybody may leave", async () => {
  await addCompanyMember(by(a), { ...inA(c), role: "viewer" }, now);
  await removeCompanyMember(by(c), inA(c), now);
  expect(await master.$count(memberships, eq(memberships.userId, c.userId))).toBe(1);
});

it("the platform's admins give themselves no place in a company, and no other role in one", async () => {
  const oneself = { master, actor: as(b), on: "platform" as const };
  await expect(addCompanyMember(oneself, { ...inA(b), role: "viewer" }, now)).rejects.toMatchObject({
    code: "notOneself",
  });
  expect(await master.$count(memberships, eq(memberships.userId, b.userId))).toBe(1);
  const own = { companyId: b.companyId, userId: b.userId, role: "admin" as const, version: 1 };
  await expect(changeMemberRole(oneself, own, now)).rejects.toMatchObject({ code: "notOneself" });
});

it("what the company's database missed is made up for, once", async () => {
  await addCompanyMember(platform(), { ...inA(c), role: "staff" }, now);
  await write(master, started.actor, (tx) =>
    tx.update(crossings).set({ doneAt: null }).where(eq(crossings.companyId, a.companyId)),
  );
  const before = await a.db.$count(auditEvents);
  await performCrossings(master, a.companyId, now);
  expect(await a.db.$count(auditEvents)).toBe(before);
  expect(await rowOf(a.db, c.userId)).toMatchObject({ isOwner: false });
});
