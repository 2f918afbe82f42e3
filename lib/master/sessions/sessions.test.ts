import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sessions, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { changePassword } from "../users/change-password";
import { endSession, endSessionsOfCompany } from "./end-sessions";
import { findSession, sessionQuery } from "./find-session";
import { absoluteLifetime, idleLifetime } from "./lifetime";
import { listSessions } from "./list-sessions";
import { startSession } from "./start-session";
import { isTouchDue, touchSession } from "./touch-session";

const now = new Date("2026-11-21T09:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const hour = 3_600_000;

let master: Awaited<ReturnType<typeof testMaster>>;
let member: Awaited<ReturnType<typeof addTestMember>>;
beforeEach(async () => {
  master = await testMaster();
  member = await addTestMember(master.db, now, { username: "aysel" });
});
afterEach(() => master.dispose());

const start = (of = member, at = now) =>
  write(master.db, master.actor, (tx) =>
    startSession(
      tx,
      { user: { id: of.userId, username: of.username }, address: null, userAgent: null, replaces: null },
      at,
    ),
  );
const found = async (id: string, at = now) => (await findSession(master.db, id, at)) !== undefined;

describe("a session", () => {
  it("says in one query who it is, where, on which plan and in which database", async () => {
    const { id } = await start();
    expect(await findSession(master.db, id, now)).toMatchObject({
      user: { id: member.userId, username: "aysel", isMasterAdmin: false },
      role: "owner",
      company: { id: member.companyId, slug: "aysel", state: "active", timeZone: "Asia/Baku" },
      subscription: { state: "trialing", maxDoctors: 100 },
      plan: { id: "basic" },
      database: {
        databaseId: member.databaseId,
        companyId: member.companyId,
        state: "ready",
        serverKind: "file",
      },
    });
  });

  it("is found through an index on every table, however many companies there are", async () => {
    const text = sessionQuery(master.db).toSQL().sql.replaceAll("?", "'x'");
    const plan = await master.db.all<{ detail: string }>(sql.raw(`EXPLAIN QUERY PLAN ${text}`));
    expect(plan).toHaveLength(10);
    for (const { detail } of plan) expect(detail).toMatch(/^SEARCH .* USING INDEX/);
  });

  it("ends when it is not used for twelve hours, and goes on while it is", async () => {
    const { id } = await start();
    expect(await found(id, later(idleLifetime - 1))).toBe(true);
    expect(await found(id, later(idleLifetime))).toBe(false);
    const used = later(6 * hour);
    const session = { id, createdAt: now.getTime() };
    await write(master.db, master.actor, (tx) => touchSession(tx, session, used));
    expect(await found(id, later(idleLifetime))).toBe(true);
    expect(await found(id, later(6 * hour + idleLifetime))).toBe(false);
  });

  it("ends after thirty days, however much it is used", async () => {
    const { id, endsAt } = await start();
    const session = { id, createdAt: now.getTime() };
    await write(master.db, master.actor, (tx) => touchSession(tx, session, later(absoluteLifetime - hour)));
    expect(endsAt).toEqual(later(absoluteLifetime));
    expect(await found(id, later(absoluteLifetime - 1))).toBe(true);
    expect(await found(id, later(absoluteLifetime))).toBe(false);
  });

  it("is written down as used every five minutes, not at every request", () => {
    const session = { lastSeenAt: now.getTime() };
    expect(isTouchDue(session, later(5 * 60_000 - 1))).toBe(false);
    expect(isTouchDue(session, later(5 * 60_000))).toBe(true);
  });

  it("is gone at once when its user is locked", async () => {
    const { id } = await start();
    await write(master.db, master.actor, (tx) => tx.update(users).set({ state: "locked" }));
    expect(await found(id)).toBe(false);
  });

  it("does not come back by being used after it was ended", async () => {
    const { id } = await start();
    await write(master.db, master.actor, (tx) => endSession(tx, member.userId, id));
    await write(master.db, master.actor, (tx) => touchSession(tx, { id, createdAt: now.getTime() }, now));
    expect(await found(id)).toBe(false);
  });
});

describe("ending sessions", () => {
  it("ends one's own and nobody else's", async () => {
    const other = await addTestMember(master.db, now, { username: "nigar" });
    const { id } = await start();
    expect(await write(master.db, master.actor, (tx) => endSession(tx, other.userId, id))).toBe(false);
    expect(await found(id)).toBe(true);
    expect(await write(master.db, master.actor, (tx) => endSession(tx, member.userId, id))).toBe(true);
    expect(await found(id)).toBe(false);
  });

  it("ends all of a company's at once when it is suspended", async () => {
    const other = await addTestMember(master.db, now, { username: "nigar" });
    const [first, second, foreign] = [await start(), await start(), await start(other)];
    const ended = await write(master.db, master.actor, (tx) => endSessionsOfCompany(tx, member.companyId));
    expect(ended).toBe(2);
    expect([await found(first.id), await found(second.id), await found(foreign.id)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it("leaves only the one in which the password was changed", async () => {
    const [here, there] = [await start(), await start()];
    const user = { id: member.userId, username: "aysel" };
    await write(master.db, master.actor, (tx) =>
      changePassword(tx, { user, passwordHash: "$argon2id$new", keep: here.id }, now),
    );
    expect([await found(here.id), await found(there.id)]).toEqual([true, false]);
  });

  it("clears what ran out when the person signs in again", async () => {
    await start();
    await start(member, later(20 * hour));
    expect(await master.db.$count(sessions, eq(sessions.userId, member.userId))).toBe(1);
    expect(await listSessions(master.db, member.userId, later(20 * hour))).toHaveLength(1);
  });
});
