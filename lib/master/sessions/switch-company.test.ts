import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, companies, impersonations, memberships, sessions } from "@/drizzle/master/schema";
import type { CompanyState } from "@/drizzle/master/schema/states";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { removeMember } from "../members/remove-member";
import { findSession } from "./find-session";
import { homeCompany } from "./home-company";
import { startSession } from "./start-session";
import { switchCompany } from "./switch-company";

const now = new Date("2026-11-21T09:00:00Z");
const later = new Date(now.getTime() + 3_600_000);
let master: Awaited<ReturnType<typeof testMaster>>;
let a: Awaited<ReturnType<typeof addTestMember>>;
let b: typeof a;
let foreign: typeof a;
beforeEach(async () => {
  master = await testMaster();
  a = await addTestMember(master.db, now, { username: "aysel" });
  b = await addTestMember(master.db, now, { username: "nigar" });
  foreign = await addTestMember(master.db, now, { username: "leyla" });
  await write(master.db, master.actor, (tx) =>
    tx.insert(memberships).values({ userId: a.userId, companyId: b.companyId, role: "viewer" }),
  );
});
afterEach(() => master.dispose());

const user = () => ({ id: a.userId, username: a.username });
const start = (at = now) =>
  write(master.db, master.actor, (tx) =>
    startSession(tx, { user: user(), address: null, userAgent: null, replaces: null }, at),
  );
const go = (sessionId: string, companyId: string, at = later, who = user()) =>
  write(master.db, master.actor, (tx) => switchCompany(tx, { user: who, sessionId, companyId }, at));
const stateOf = (companyId: string, state: CompanyState) =>
  write(master.db, master.actor, (tx) =>
    tx.update(companies).set({ state }).where(eq(companies.id, companyId)),
  );
const home = () => write(master.db, master.actor, (tx) => homeCompany(tx, a.userId));
const switches = () => master.db.$count(auditEvents, eq(auditEvents.action, "session.switched"));

describe("switching the company", () => {
  it("changes company and role of this browser alone, and not when its session ends", async () => {
    const [here, there] = [await start(), await start()];
    const before = await findSession(master.db, here.id, later);
    await go(here.id, b.companyId);
    const after = await findSession(master.db, here.id, later);
    expect(after).toMatchObject({ role: "viewer", company: { id: b.companyId } });
    expect(after?.session).toEqual(before?.session);
    expect(await findSession(master.db, there.id, later)).toMatchObject({ company: { id: a.companyId } });
  });

  it("leads out of a sandbox and never into the other company's", async () => {
    const { id } = await start();
    await write(master.db, master.actor, (tx) =>
      tx.update(sessions).set({ inSandbox: true }).where(eq(sessions.id, id)),
    );
    await go(id, b.companyId);
    expect(await findSession(master.db, id, later)).toMatchObject({
      session: { inSandbox: false },
      company: { id: b.companyId },
      database: { companyId: b.companyId, purpose: "main" },
    });
  });

  it("is told once, with where from and where to", async () => {
    const { id } = await start();
    await go(id, b.companyId);
    await go(id, b.companyId);
    expect(await switches()).toBe(1);
    const [event] = await master.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "session.switched"));
    expect(event).toMatchObject({ companyId: b.companyId, subjectId: a.userId });
    expect(JSON.parse(event?.changes ?? "")).toEqual({ company: ["aysel", "nigar"] });
  });

  it("leads nowhere one does not belong, nor into what is closed", async () => {
    const { id } = await start();
    await expect(go(id, foreign.companyId)).rejects.toMatchObject({ params: { type: "company" } });
    await expect(go(id, newId())).rejects.toMatchObject({ params: { type: "company" } });
    await stateOf(b.companyId, "closed");
    await expect(go(id, b.companyId)).rejects.toMatchObject({ params: { type: "company" } });
    await stateOf(b.companyId, "suspended");
    await go(id, b.companyId);
    expect(await switches()).toBe(1);
  });

  it("is nobody else's to do, and not possible with a session that ran out", async () => {
    const { id } = await start();
    const other = { id: b.userId, username: b.username };
    await expect(go(id, b.companyId, later, other)).rejects.toMatchObject({ code: "signedOut" });
    const tooLate = new Date(now.getTime() + 13 * 3_600_000);
    await expect(go(id, b.companyId, tooLate)).rejects.toMatchObject({ code: "signedOut" });
  });

  it.each([
    ["lasts", null],
    ["is over", later.getTime()],
  ])("waits while an impersonation %s", async (_, endedAt) => {
    const { id } = await start();
    const impersonationId = newId();
    await write(master.db, master.actor, async (tx) => {
      await tx.insert(impersonations).values({
        id: impersonationId,
        adminId: a.userId,
        companyId: foreign.companyId,
        reason: "A long enough reason",
        mode: "read",
        returnPath: "/master-admin",
        startedAt: now.getTime(),
        expiresAt: now.getTime() + 1_800_000,
        endedAt,
        endedBy: endedAt === null ? null : "expired",
      });
      await tx.update(sessions).set({ impersonationId }).where(eq(sessions.id, id));
    });
    await expect(go(id, b.companyId)).rejects.toMatchObject({ code: "impersonationRefused" });
    expect(await switches()).toBe(0);
  });
});

describe("the company one starts in", () => {
  it("is the first one, until another was worked in", async () => {
    expect(await home()).toMatchObject({ id: a.companyId });
    await go((await start()).id, b.companyId);
    expect(await home()).toMatchObject({ id: b.companyId });
    expect((await start(later)).company).toMatchObject({ id: b.companyId });
  });

  it.each(["suspended", "closed", "provisioning"] as const)("is not one that is %s", async (state) => {
    await go((await start()).id, b.companyId);
    await stateOf(b.companyId, state);
    expect(await home()).toMatchObject({ id: a.companyId });
  });

  it("is not one that was left", async () => {
    await go((await start()).id, b.companyId);
    await write(master.db, master.actor, (tx) =>
      removeMember(tx, { companyId: b.companyId, userId: a.userId }),
    );
    expect(await home()).toMatchObject({ id: a.companyId });
  });
});
