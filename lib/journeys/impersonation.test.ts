import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  companies,
  impersonations,
  auditEvents as platformEvents,
  sessions,
  users,
} from "@/drizzle/master/schema";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { type Actor, type MasterDb, openMaster, openTenant, recordAudit, write } from "@/lib/databases";
import { recordOpenedPage } from "@/lib/master/impersonations/open-page";
import { listImpersonations } from "@/lib/master/impersonations/queries";
import { seedPlans } from "@/lib/master/plans/seed";
import { endSession } from "@/lib/master/sessions/end-sessions";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin, newTestSession } from "@/lib/testing/impersonation";
import { registerHospital } from "@/lib/testing/registration";
import { actingFor } from "./acting-for";
import { closeImpersonations } from "./close-impersonations";
import { enterCompany } from "./enter-company";
import { exitCompany } from "./exit-company";

const minute = 60_000;
let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let companyId: string;
let admin: Actor & { id: string };
let sessionId: string;
let now: Date;

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  const owner = { companyName: "City Hospital", firstName: "Nigar", lastName: "Hüseynova" };
  ({ companyId } = await registerHospital("nigar", new Date(), owner));
  admin = await addTestMasterAdmin(master);
});
afterAll(() => started.dispose());

beforeEach(async () => {
  now = new Date();
  await closeImpersonations(master, new Date(now.getTime() + 60 * minute));
  await write(master, admin, async (tx) => {
    await tx.update(companies).set({ state: "active" });
    await tx.update(users).set({ isMasterAdmin: true }).where(eq(users.id, admin.id));
  });
  sessionId = await newTestSession(master, { id: admin.id, username: "operator" }, now);
});

const reason = "Ticket 4821: the list is empty";
const enter = (mode: "read" | "full" = "read", given: { sessionId?: string; companyId?: string } = {}) =>
  enterCompany(
    master,
    {
      adminId: admin.id,
      sessionId,
      companyId,
      reason,
      mode,
      returnPath: "/master-admin/companies",
      ...given,
    },
    admin,
    now,
  );
const exit = (at = now) => exitCompany(master, sessionId, admin, at);
const later = (ms: number) => new Date(now.getTime() + ms);
const platform = (action: string) =>
  master
    .select()
    .from(platformEvents)
    .where(eq(platformEvents.action, action))
    .orderBy(asc(platformEvents.seq))
    .then((all) => all.map((event) => ({ ...event, changes: JSON.parse(event.changes) })));
const company = async (action: string) => {
  const all = await (await openTenant(companyId))
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, action))
    .orderBy(asc(auditEvents.seq));
  return all.map((event) => ({ ...event, changes: JSON.parse(event.changes) }));
};
const stay = async (id: string) =>
  (await master.select().from(impersonations).where(eq(impersonations.id, id)))[0];
const remembered = async () =>
  (await master.select().from(sessions).where(eq(sessions.id, sessionId)))[0]?.impersonationId;

describe("entering a company", () => {
  it("lasts half an hour at most, and stands in both audits with the reason, the admin and the owner", async () => {
    const entered = await enter("full");
    expect(await stay(entered.id)).toMatchObject({
      adminId: admin.id,
      companyId,
      mode: "full",
      expiresAt: now.getTime() + 30 * minute,
      endedAt: null,
    });
    expect(await remembered()).toBe(entered.id);
    expect((await platform("impersonation.started")).at(-1)).toMatchObject({
      actorId: admin.id,
      companyId,
      subjectLabel: "City Hospital",
      changes: { reason: [null, reason], mode: [null, "full"], actedFor: [null, "Nigar Hüseynova"] },
    });
    expect((await company("impersonation.started")).at(-1)).toMatchObject({
      actorName: "Nigar Hüseynova",
      impersonatorId: admin.id,
      impersonatorName: "Leyla Operator",
      changes: { reason: [null, reason], mode: [null, "full"] },
    });
  });

  it("is never nested, and possible again after leaving or when the time is over", async () => {
    await enter();
    await expect(enter()).rejects.toMatchObject({ code: "alreadyInCompany" });
    await exit();
    await enter();
    now = later(30 * minute);
    await enter();
    expect(await master.$count(impersonations, eq(impersonations.id, (await remembered()) ?? ""))).toBe(1);
  });

  it.each([
    ["closed", "read", "companyNotEnterable"],
    ["provisioning", "read", "companyNotEnterable"],
    ["suspended", "full", "companyOnlyToRead"],
    ["closing", "full", "companyOnlyToRead"],
  ] as const)("of a company that is %s to %s is refused", async (state, mode, code) => {
    const before = await master.$count(impersonations);
    await write(master, admin, (tx) => tx.update(companies).set({ state }));
    await expect(enter(mode)).rejects.toMatchObject({ code });
    if (code === "companyOnlyToRead") await enter("read");
    expect(await master.$count(impersonations)).toBe(before + (code === "companyOnlyToRead" ? 1 : 0));
  });

  it("is for a master admin's own session that has the second factor, and for a company that exists", async () => {
    await expect(enter("read", { companyId: "nowhere" })).rejects.toMatchObject({ code: "notFound" });
    await expect(enter("read", { sessionId: "gone" })).rejects.toMatchObject({ code: "signedOut" });
    await write(master, admin, (tx) =>
      tx.update(sessions).set({ secondFactorAt: null }).where(eq(sessions.id, sessionId)),
    );
    await expect(enter()).rejects.toMatchObject({ code: "signedOut" });
    await write(master, admin, (tx) => tx.update(sessions).set({ secondFactorAt: 1 }));
    await write(master, admin, (tx) => tx.update(users).set({ isMasterAdmin: false }));
    await expect(enter()).rejects.toMatchObject({ code: "signedOut" });
  });
});

describe("leaving it", () => {
  it("tells both audits how long it was, what was opened and how much was changed, and where to go on", async () => {
    const { id } = await enter("full");
    const owner = { id: "owner", name: "Nigar Hüseynova" };
    await write(await openTenant(companyId), actingFor(owner, admin), async (tx) => {
      await tx.insert(counters).values({ name: "one", value: 1 });
      await recordAudit(tx, { action: "counter.added", subject: { type: "counter", id: "one" } });
    });
    for (const path of ["/dashboard", "/doctors", "/doctors"])
      await write(master, admin, (tx) => recordOpenedPage(tx, { impersonationId: id, path }));
    expect(await exit(later(95_000))).toEqual({
      returnPath: "/master-admin/companies",
      companyId,
      wasOver: false,
    });
    const changes = {
      endedBy: [null, "exit"],
      mode: [null, "full"],
      durationSeconds: [null, 95],
      changesMade: [null, 1],
      pagesOpened: [null, ["/dashboard", "/doctors"]],
    };
    expect((await platform("impersonation.ended")).at(-1)).toMatchObject({ companyId, changes });
    expect((await company("impersonation.ended")).at(-1)).toMatchObject({
      actorName: "Nigar Hüseynova",
      impersonatorId: admin.id,
      changes,
    });
    expect(await remembered()).toBeNull();
    const listed = await listImpersonations(master, { companyId });
    expect(listed.find((each) => each.id === id)).toMatchObject({ pages: 2, endedBy: "exit" });
  });

  it("twice is once, and says nothing to who is in none", async () => {
    await enter();
    const before = (await platform("impersonation.ended")).length;
    await Promise.all([exit(), exit()]);
    expect(await exit()).toBeNull();
    expect((await platform("impersonation.ended")).length).toBe(before + 1);
  });
});

describe("what ends by itself", () => {
  it("is closed once when the time is over, and remembered until the admin was led back", async () => {
    const { id } = await enter();
    expect(await closeImpersonations(master, later(29 * minute))).toBe(0);
    expect(await closeImpersonations(master, later(45 * minute))).toBe(1);
    expect(await closeImpersonations(master, later(46 * minute))).toBe(0);
    expect(await stay(id)).toMatchObject({ endedBy: "expired", endedAt: now.getTime() + 30 * minute });
    expect((await company("impersonation.ended")).at(-1)?.changes).toMatchObject({
      endedBy: [null, "expired"],
      durationSeconds: [null, 1800],
    });
    expect(await remembered()).toBe(id);
    expect(await exit(later(47 * minute))).toMatchObject({ wasOver: true });
    expect(await remembered()).toBeNull();
  });

  it.each([
    ["signed-out", (by: Actor) => write(master, by, (tx) => endSession(tx, admin.id, sessionId))],
    [
      "revoked",
      (by: Actor) =>
        write(master, by, (tx) => tx.update(users).set({ state: "locked" }).where(eq(users.id, admin.id))),
    ],
    ["revoked", (by: Actor) => write(master, by, (tx) => tx.update(companies).set({ state: "closed" }))],
  ] as const)("is closed as %s", async (endedBy, happens) => {
    const { id } = await enter();
    await happens(admin);
    expect(await closeImpersonations(master, later(minute))).toBe(1);
    expect(await stay(id)).toMatchObject({ endedBy });
    await write(master, admin, (tx) => tx.update(users).set({ state: "active" }));
  });
});
