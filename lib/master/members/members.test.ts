import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, companies, memberships, sessions, subscriptions, users } from "@/drizzle/master/schema";
import type { Role } from "@/drizzle/master/schema/states";
import { write } from "@/lib/databases";
import { startSession } from "@/lib/master/sessions/start-session";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { addMember } from "./add-member";
import { changeRole } from "./change-role";
import { removeMember } from "./remove-member";
import { requireOwnerFor } from "./require-owner";

const now = new Date("2026-11-21T09:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
let a: Awaited<ReturnType<typeof addTestMember>>;
let b: typeof a;
beforeEach(async () => {
  master = await testMaster();
  a = await addTestMember(master.db, now, { username: "aysel" });
  b = await addTestMember(master.db, now, { username: "nigar" });
});
afterEach(() => master.dispose());

const add = (userId: string, role: Role = "staff", companyId = a.companyId) =>
  write(master.db, master.actor, (tx) => addMember(tx, { companyId, userId, role }));
const remove = (userId: string, companyId = a.companyId) =>
  write(master.db, master.actor, (tx) => removeMember(tx, { companyId, userId }));
const change = (userId: string, role: Role, version = 1) =>
  write(master.db, master.actor, (tx) => changeRole(tx, { companyId: a.companyId, userId, role, version }));
const roleOf = async (userId: string, companyId = a.companyId) => {
  const [row] = await master.db
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), eq(memberships.companyId, companyId)));
  return row?.role ?? null;
};
const told = (action: string) => master.db.$count(auditEvents, eq(auditEvents.action, action));
const lock = (userId: string) =>
  write(master.db, master.actor, (tx) =>
    tx.update(users).set({ state: "locked" }).where(eq(users.id, userId)),
  );

describe("adding a member", () => {
  it("gives a person a second company, keeps the first, and is told once", async () => {
    expect(await add(b.userId)).toMatchObject({ member: { id: b.userId }, from: null, to: "staff" });
    expect([await roleOf(b.userId), await roleOf(b.userId, b.companyId)]).toEqual(["staff", "owner"]);
    expect(await add(b.userId), "a second time is no change").toBeNull();
    expect(await told("member.added")).toBe(1);
    const [event] = await master.db.select().from(auditEvents).where(eq(auditEvents.action, "member.added"));
    expect(event).toMatchObject({ companyId: a.companyId, subjectType: "member", subjectId: b.userId });
  });

  it("never changes the role of somebody who is there", async () => {
    await add(b.userId);
    await expect(add(b.userId, "owner")).rejects.toMatchObject({ code: "alreadyMember" });
    expect(await roleOf(b.userId)).toBe("staff");
  });

  it("holds the agreed limit of users, also for two at once, whatever the plan says meanwhile", async () => {
    const third = await addTestMember(master.db, now);
    await write(master.db, master.actor, (tx) =>
      tx.update(subscriptions).set({ maxUsers: 2 }).where(eq(subscriptions.companyId, a.companyId)),
    );
    const outcomes = await Promise.allSettled([add(b.userId), add(third.userId)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((one) => one.status === "rejected")?.reason).toMatchObject({
      code: "planLimitReached",
      params: { resource: "users", limit: 2, used: 2 },
    });
    expect(await master.db.$count(memberships, eq(memberships.companyId, a.companyId))).toBe(2);
  });

  it("refuses a locked account and a closed company", async () => {
    await lock(b.userId);
    await expect(add(b.userId)).rejects.toMatchObject({ params: { type: "user" } });
    await write(master.db, master.actor, (tx) =>
      tx.update(companies).set({ state: "closed" }).where(eq(companies.id, b.companyId)),
    );
    await expect(add(a.userId, "staff", b.companyId)).rejects.toMatchObject({ params: { type: "company" } });
  });
});

describe("changing a role", () => {
  it("happens once, and not over somebody else's change", async () => {
    await add(b.userId);
    expect(await change(b.userId, "manager")).toMatchObject({ from: "staff", to: "manager" });
    expect(await change(b.userId, "manager")).toBeNull();
    expect(await told("member.roleChanged")).toBe(1);
    await expect(change(b.userId, "viewer")).rejects.toMatchObject({
      code: "staleVersion",
      params: { changedBy: "Test" },
    });
    expect(await roleOf(b.userId)).toBe("manager");
  });

  it("is for members of this company only", async () => {
    await expect(change(b.userId, "viewer")).rejects.toMatchObject({ params: { type: "member" } });
    expect(await roleOf(b.userId, b.companyId)).toBe("owner");
  });
});

describe("the last owner", () => {
  it("neither goes nor becomes less, as long as nobody else owns the company", async () => {
    await add(b.userId, "admin");
    await expect(remove(a.userId)).rejects.toMatchObject({ code: "lastOwner" });
    await expect(change(a.userId, "viewer")).rejects.toMatchObject({ code: "lastOwner" });
    expect(await roleOf(a.userId)).toBe("owner");
    await change(b.userId, "owner");
    expect(await remove(a.userId)).toMatchObject({ from: "owner", to: null });
  });

  it("is not relieved by an owner who cannot sign in", async () => {
    await add(b.userId, "owner");
    await lock(b.userId);
    await expect(remove(a.userId)).rejects.toMatchObject({ code: "lastOwner" });
  });
});

describe("removing a member", () => {
  it("takes this company out of their browsers at once, and no other out of anybody's", async () => {
    await add(b.userId);
    const start = (user: typeof a) =>
      write(master.db, master.actor, (tx) =>
        startSession(
          tx,
          {
            user: { id: user.userId, username: user.username },
            address: null,
            userAgent: null,
            replaces: null,
          },
          now,
        ),
      );
    const [inA, inB, ownerInA] = [await start(b), await start(b), await start(a)];
    await write(master.db, master.actor, async (tx) => {
      await tx.update(sessions).set({ companyId: a.companyId }).where(eq(sessions.id, inA.id));
      await tx.update(users).set({ lastCompanyId: a.companyId }).where(eq(users.id, b.userId));
    });
    await remove(b.userId);
    const companyOf = async (id: string) =>
      (await master.db.select().from(sessions).where(eq(sessions.id, id)))[0]?.companyId;
    expect(await companyOf(inA.id)).toBeNull();
    expect(await companyOf(inB.id)).toBe(b.companyId);
    expect(await companyOf(ownerInA.id)).toBe(a.companyId);
    const [user] = await master.db.select().from(users).where(eq(users.id, b.userId));
    expect(user?.lastCompanyId).toBeNull();
    expect(await roleOf(b.userId, b.companyId)).toBe("owner");
  });

  it("of somebody who is none does nothing and tells nobody", async () => {
    expect(await remove(b.userId)).toBeNull();
    expect(await told("member.removed")).toBe(0);
  });
});

describe("owners are made by owners", () => {
  const asking = (id: string, roles: (Role | null)[]) =>
    write(master.db, { ...master.actor, id }, (tx) => requireOwnerFor(tx, a.companyId, roles));

  it("not by administrators, nor by owners of another company", async () => {
    await add(b.userId, "admin");
    await expect(asking(b.userId, ["staff", "owner"])).rejects.toMatchObject({ code: "onlyOwners" });
    await expect(asking(b.userId, ["owner", "staff"])).rejects.toMatchObject({ code: "onlyOwners" });
    await asking(b.userId, ["staff", "admin"]);
    await asking(a.userId, ["staff", "owner"]);
  });
});
