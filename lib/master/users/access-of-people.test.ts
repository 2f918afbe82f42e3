import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  accessLinks,
  auditEvents,
  memberships,
  secondFactors,
  sessions,
  users,
} from "@/drizzle/master/schema";
import { type Actor, write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { findSession } from "../sessions/find-session";
import { revokeSessions } from "../sessions/revoke-sessions";
import { startSession } from "../sessions/start-session";
import { lockUser } from "./lock-user";
import { listPersonEvents, readLock, readPerson } from "./read-person";
import { resetPersonFactor } from "./reset-person-factor";
import { searchUsers } from "./search-users";
import { unlockUser } from "./unlock-user";
import { parseUserFilter } from "./user-filter";

const now = new Date("2026-11-21T09:00:00Z");
const reason = "Asked for by the owner";
let master: Awaited<ReturnType<typeof testMaster>>;
let admin: Awaited<ReturnType<typeof addTestMember>>;
let person: typeof admin;
beforeEach(async () => {
  master = await testMaster();
  admin = await addTestMember(master.db, now, { username: "operator" });
  person = await addTestMember(master.db, now, { username: "nigar" });
  await write(master.db, master.actor, (tx) =>
    tx.update(users).set({ isMasterAdmin: true }).where(eq(users.id, admin.userId)),
  );
});
afterEach(() => master.dispose());

const asAdmin = () => ({ ...master.actor, id: admin.userId });
const lock = (userId = person.userId, by: Actor = asAdmin()) =>
  write(master.db, by, (tx) => lockUser(tx, { userId, reason }));
const start = (of = person) =>
  write(master.db, master.actor, (tx) =>
    startSession(
      tx,
      { user: { id: of.userId, username: of.username }, address: null, userAgent: null, replaces: null },
      now,
    ),
  );
const told = (action: string) => master.db.$count(auditEvents, eq(auditEvents.action, action));
const makeAdmin = (userId: string) =>
  write(master.db, master.actor, (tx) =>
    tx.update(users).set({ isMasterAdmin: true }).where(eq(users.id, userId)),
  );

describe("locking an account", () => {
  it("ends its sessions and links at once, nobody else's, and is told once with the reason", async () => {
    const [theirs, other] = [await start(), await start(admin)];
    await write(master.db, master.actor, (tx) =>
      tx.insert(accessLinks).values({ tokenHash: "h", userId: person.userId, expiresAt: now.getTime() + 1 }),
    );
    expect(await lock()).toBe(true);
    expect(await findSession(master.db, theirs.id, now)).toBeUndefined();
    expect(await findSession(master.db, other.id, now)).toBeDefined();
    expect(await master.db.$count(accessLinks)).toBe(0);
    expect(await lock()).toBe(false);
    expect(await told("user.locked")).toBe(1);
    expect(await readLock(master.db, person.userId)).toMatchObject({ reason, by: "Test" });
  });

  it("is nothing to do to oneself, nor to the last master admin", async () => {
    await expect(lock(admin.userId)).rejects.toMatchObject({ code: "notOneself" });
    await expect(lock(admin.userId, master.actor)).rejects.toMatchObject({ code: "lastMasterAdmin" });
    await makeAdmin(person.userId);
    expect(await lock(admin.userId, master.actor)).toBe(true);
    await expect(lock(person.userId, master.actor), "the other is locked").rejects.toMatchObject({
      code: "lastMasterAdmin",
    });
  });

  it("is undone once, without bringing sessions back", async () => {
    const { id } = await start();
    await lock();
    const unlock = () =>
      write(master.db, asAdmin(), (tx) => unlockUser(tx, { userId: person.userId, reason }));
    expect([await unlock(), await unlock()]).toEqual([true, false]);
    expect(await told("user.unlocked")).toBe(1);
    expect(await findSession(master.db, id, now)).toBeUndefined();
  });
});

describe("ending somebody's sessions", () => {
  it("ends the one or all, only of that person, and tells nobody when there was none", async () => {
    const [first, second, foreign] = [await start(), await start(), await start(admin)];
    const revoke = (sessionId: string | null) =>
      write(master.db, asAdmin(), (tx) => revokeSessions(tx, { userId: person.userId, sessionId }));
    expect(await revoke(foreign.id)).toBe(0);
    expect(await revoke(first.id)).toBe(1);
    expect(await findSession(master.db, second.id, now)).toBeDefined();
    expect([await revoke(null), await revoke(null)]).toEqual([1, 0]);
    expect(await master.db.$count(sessions)).toBe(1);
    expect(await told("session.revoked")).toBe(2);
  });
});

describe("resetting a second factor", () => {
  it("is for others, signs them out, and is told once", async () => {
    await makeAdmin(person.userId);
    await write(master.db, master.actor, (tx) =>
      tx
        .insert(secondFactors)
        .values(
          [person, admin].map(({ userId }) => ({ userId, sealedSecret: "s", confirmedAt: now.getTime() })),
        ),
    );
    const { id } = await start();
    const reset = (userId: string) => write(master.db, asAdmin(), (tx) => resetPersonFactor(tx, userId));
    await expect(reset(admin.userId)).rejects.toMatchObject({ code: "notOneself" });
    expect([await reset(person.userId), await reset(person.userId)]).toEqual([true, false]);
    expect(await findSession(master.db, id, now)).toBeUndefined();
    expect(await master.db.$count(secondFactors)).toBe(1);
    expect(await told("second-factor.reset")).toBe(1);
  });
});

describe("the list of people", () => {
  const names = async (query: Record<string, string>) =>
    (await searchUsers(master.db, parseUserFilter(query))).rows.map(({ username }) => username).sort();

  it("finds by folded name, username and email", async () => {
    await write(master.db, master.actor, (tx) =>
      tx.update(users).set({ lastName: "Hüseynova" }).where(eq(users.id, person.userId)),
    );
    expect(await names({ q: "HUSEYN" })).toEqual(["nigar"]);
    expect(await names({ q: "nigar@example" })).toEqual(["nigar"]);
    expect(await names({ q: "mammadova" })).toEqual([]);
    expect(await names({ q: "memmedova aysel" })).toEqual(["operator"]);
    expect(await names({ q: "%" })).toEqual([]);
  });

  it("filters by state, kind, role and company together", async () => {
    await write(master.db, master.actor, (tx) =>
      tx.insert(memberships).values({ userId: person.userId, companyId: admin.companyId, role: "staff" }),
    );
    expect(await names({ company: "operator" })).toEqual(["nigar", "operator"]);
    expect(await names({ company: "operator", role: "staff" })).toEqual(["nigar"]);
    expect(await names({ company: "nigar", role: "staff" }), "the role is in that company").toEqual([]);
    expect(await names({ kind: "master-admin" })).toEqual(["operator"]);
    expect(await names({ kind: "none" })).toEqual([]);
    await lock();
    expect(await names({ state: "locked" })).toEqual(["nigar"]);
  });

  it("counts companies, and knows when somebody was there last, also after they signed out", async () => {
    await start();
    const seen = (await searchUsers(master.db, parseUserFilter({ q: "nigar" }))).rows[0];
    expect(seen).toMatchObject({ companies: 1, company: "nigar", lastSeenAt: now.getTime() });
    const by = { ...master.actor, id: person.userId };
    await write(master.db, by, (tx) => revokeSessions(tx, { userId: person.userId, sessionId: null }));
    expect((await readPerson(master.db, person.userId))?.lastSeenAt).not.toBeNull();
    expect((await readPerson(master.db, admin.userId))?.lastSeenAt).toBeNull();
  });

  it.each(["name", "-name", "seen", "-seen", "created", "-created"])(
    "shows everyone once by %s",
    async (sort) => {
      for (let i = 0; i < 30; i++) await addTestMember(master.db, now);
      const seen = new Set<string>();
      for (const page of ["1", "2", "99"])
        for (const { id } of (await searchUsers(master.db, parseUserFilter({ sort, page }))).rows)
          seen.add(id);
      expect(seen.size).toBe(32);
    },
  );
});

it("the events of a person are what they did and what was done to them, and nobody else's", async () => {
  await lock();
  const events = await listPersonEvents(master.db, person.userId);
  expect(events.map(({ action }) => action)).toEqual(["user.locked", "user.added"]);
});
