import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  companies,
  impersonations,
  memberships,
  sessions,
  tenantDatabases,
  users,
} from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { actorOf, companyAccess, currentImpersonation, restrictionOf } from "./company-access";

const now = new Date("2026-11-21T09:00:00Z");
const day = 86_400_000;

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

type Given = Parameters<typeof addTestMember>[2];
async function access(given: Given = {}, change?: (tx: MasterTx) => Promise<unknown>, at = now) {
  const { userId, username } = await addTestMember(master.db, now, given);
  const session = await write(master.db, master.actor, (tx) =>
    startSession(tx, { user: { id: userId, username }, address: null, userAgent: null, replaces: null }, now),
  );
  if (change) await write(master.db, master.actor, change);
  return companyAccess((await findSession(master.db, session.id, at)) ?? null, at);
}
async function open(given: Given = {}, at = now) {
  const found = await access(given, undefined, at);
  if (typeof found === "string") throw new Error(found);
  return found;
}

describe("what a session may open", () => {
  it("is its company, as its role, with the plan's limits", async () => {
    const found = await open({ role: "staff", username: "nigar" });
    expect(found).toMatchObject({
      role: "staff",
      company: { slug: "nigar" },
      user: { name: "Aysel Məmmədova" },
      plan: { id: "basic", name: "Basic" },
      limits: { doctors: 100, users: 5, patients: 2_000 },
    });
    expect([found.can("doctor.write"), found.can("reference.write")]).toEqual([true, false]);
  });

  it("is nothing without a session or a membership", async () => {
    expect(companyAccess(null, now)).toBe("signedOut");
    expect(await access({}, (tx) => tx.delete(memberships))).toBe("none");
  });

  it.each([
    ["provisioning", "preparing"],
    ["suspended", "suspended"],
    ["closed", "closed"],
  ] as const)("is no workspace while the company is %s", async (company, expected) => {
    expect(await access({ company })).toBe(expected);
  });

  it.each([
    ["provisioning", "preparing"],
    ["restoring", "upgrading"],
    ["quarantined", "unavailable"],
    ["failed", "unavailable"],
    ["removed", "unavailable"],
  ] as const)("is no workspace while its database is %s", async (database, expected) => {
    expect(await access({ database })).toBe(expected);
  });

  it.each(["migrating", "moving"] as const)("is read on while its database is %s", async (database) => {
    expect(await access({ database })).toMatchObject({ database: { generation: 1 } });
  });

  it("is never another company's database", async () => {
    await addTestMember(master.db, now, { username: "other" });
    const found = await access({ username: "mine" }, (tx) =>
      tx.update(tenantDatabases).set({ state: "removed" }),
    );
    expect(found).toBe("unavailable");
  });
});

describe("the subscription", () => {
  it("counts the days of a trial and blocks nothing while it lasts", async () => {
    expect((await open()).subscription).toMatchObject({
      state: "trialing",
      daysLeft: 14,
      blocksCreation: false,
    });
    const last = new Date(now.getTime() + 11 * 3_600_000);
    const { subscription } = await open({ trialEndsAt: now.getTime() + day }, last);
    expect(subscription).toMatchObject({ daysLeft: 1, blocksCreation: false });
  });

  it("is read-only from the moment the trial is over, whether or not somebody wrote that down", async () => {
    const { subscription } = await open({ trialEndsAt: now.getTime() });
    expect(subscription).toMatchObject({ state: "read_only", daysLeft: null, blocksCreation: true });
  });

  it.each([
    ["active", false],
    ["past_due", false],
    ["read_only", true],
    ["cancelled", true],
  ] as const)("blocks what is new when %s: %s", async (subscription, blocked) => {
    expect((await open({ subscription })).subscription.blocksCreation).toBe(blocked);
  });

  it("blocks what is new in a company that is read_only", async () => {
    const { subscription } = await open({ company: "read_only", subscription: "active" });
    expect(subscription.blocksCreation).toBe(true);
  });
});

it("starts in an open company rather than in a suspended one", async () => {
  const { companyId } = await addTestMember(master.db, now, { company: "suspended" });
  const { userId } = await addTestMember(master.db, now, { username: "second" });
  await write(master.db, master.actor, async (tx) => {
    await tx.insert(memberships).values({ userId, companyId, role: "viewer", createdAt: 1 });
    const user = { id: userId, username: "second" };
    const session = await startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
    expect(session.company?.slug).toBe("second");
  });
});

describe("who entered a company", () => {
  const halfHour = 30 * 60_000;

  /** A person with a session in an impersonation of another person's company. */
  async function entered(
    given: Partial<typeof impersonations.$inferInsert> & { isMasterAdmin?: boolean } = {},
  ) {
    const { isMasterAdmin = true, ...row } = given;
    const target = await addTestMember(master.db, now, { username: "clinic" });
    const { userId, username } = await addTestMember(master.db, now, { username: "operator" });
    const sessionId = await write(master.db, master.actor, async (tx) => {
      await tx.delete(memberships).where(eq(memberships.userId, userId));
      await tx.update(users).set({ isMasterAdmin }).where(eq(users.id, userId));
      const user = { id: userId, username };
      const { id } = await startSession(tx, { user, address: null, userAgent: null, replaces: null }, now);
      await tx.insert(impersonations).values({
        id: "stay",
        adminId: userId,
        companyId: target.companyId,
        reason: "Ticket 4821, empty list",
        mode: "read",
        returnPath: "/master-admin",
        startedAt: now.getTime(),
        expiresAt: now.getTime() + halfHour,
        ...row,
      });
      await tx.update(sessions).set({ impersonationId: "stay" }).where(eq(sessions.id, id));
      return id;
    });
    const at = async (ms: number) => {
      const time = new Date(now.getTime() + ms);
      return companyAccess((await findSession(master.db, sessionId, time)) ?? null, time);
    };
    const inside = async () => {
      const access = await at(0);
      if (typeof access === "string") throw new Error(access);
      return access;
    };
    const inState = (state: (typeof companies.$inferSelect)["state"]) =>
      write(master.db, master.actor, (tx) =>
        tx.update(companies).set({ state }).where(eq(companies.id, target.companyId)),
      );
    return { target, sessionId, at, inside, inState };
  }

  it("is there as its owner who may only read, or all that is never refused", async () => {
    const { inside, target } = await entered();
    const found = await inside();
    expect(found).toMatchObject({
      company: { id: target.companyId, slug: "clinic" },
      role: "owner",
      user: { username: "operator" },
      impersonation: { mode: "read", reason: "Ticket 4821, empty list" },
      database: { companyId: target.companyId },
    });
    expect([found.can("doctor.read"), found.can("audit.read"), found.can("doctor.write")]).toEqual([
      true,
      true,
      false,
    ]);
    await write(master.db, master.actor, (tx) => tx.update(impersonations).set({ mode: "full" }));
    const full = await inside();
    expect([full.can("doctor.write"), full.can("billing.write"), full.can("doctor.export")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("acts in the owner's name, with their own behind it, and bound", async () => {
    const found = await (await entered()).inside();
    const request = { address: "10.0.0.1", requestId: "r" };
    expect(actorOf(found, request, { id: "owner", name: "Nigar" })).toEqual({
      id: "owner",
      name: "Nigar",
      impersonator: { id: found.user.id, name: "Aysel Məmmədova" },
      restriction: { readOnly: true, until: now.getTime() + halfHour },
      ...request,
    });
    expect(restrictionOf(null)).toBeNull();
  });

  it("is nowhere from the moment the time is over, and when they left", async () => {
    const { at } = await entered();
    expect(typeof (await at(halfHour - 1))).toBe("object");
    expect(await at(halfHour)).toBe("impersonationOver");
    await write(master.db, master.actor, (tx) =>
      tx.update(impersonations).set({ endedAt: now.getTime(), endedBy: "exit" }),
    );
    expect(await at(0)).toBe("impersonationOver");
  });

  it("has no rights by it without being a master admin", async () => {
    const { at } = await entered({ isMasterAdmin: false });
    expect(await at(0)).toBe("impersonationOver");
  });

  it.each(["suspended", "closing"] as const)(
    "only reads in a company that is %s, however they entered",
    async (state) => {
      const { inside, inState } = await entered({ mode: "full" });
      await inState(state);
      const found = await inside();
      expect([found.impersonation?.mode, found.can("doctor.write")]).toEqual(["read", false]);
      expect(restrictionOf(found.impersonation)?.readOnly).toBe(true);
    },
  );

  it.each(["closed", "provisioning"] as const)("is led out of a company that is %s", async (state) => {
    const { at, inState, sessionId } = await entered();
    await inState(state);
    expect(await at(0)).toBe("impersonationOver");
    const found = await findSession(master.db, sessionId, now);
    expect(found && currentImpersonation(found, now)).toBeNull();
  });
});
