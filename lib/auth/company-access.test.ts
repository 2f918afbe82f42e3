import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memberships, tenantDatabases } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { findSession } from "@/lib/master/sessions/find-session";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { companyAccess } from "./company-access";

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
    ["migrating", "upgrading"],
    ["moving", "upgrading"],
    ["restoring", "upgrading"],
    ["quarantined", "unavailable"],
    ["failed", "unavailable"],
    ["removed", "unavailable"],
  ] as const)("is no workspace while its database is %s", async (database, expected) => {
    expect(await access({ database })).toBe(expected);
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

  it.each(["read_only", "closing"] as const)(
    "blocks what is new in a company that is %s",
    async (company) => {
      expect((await open({ company, subscription: "active" })).subscription.blocksCreation).toBe(true);
    },
  );
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
