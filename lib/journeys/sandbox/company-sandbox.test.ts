import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { and, eq, ne } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  companies,
  crossings,
  databaseServers,
  installation,
  auditEvents as platformEvents,
  tenantDatabases,
} from "@/drizzle/master/schema";
import {
  auditEvents,
  doctors,
  doctorTerms,
  members,
  quarantinedRows,
  submissions,
} from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { form } from "@/lib/company/doctors/doctors.fixture";
import { openSandbox, openTenant, reconcile, verifyChain, write } from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { whileChanging } from "@/lib/databases/generations/next-generation";
import { findTenantRow } from "@/lib/databases/registry";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { emptyBeginning } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { discardCompanySandbox } from "./discard-company-sandbox";
import { requestCompanySandbox } from "./request-company-sandbox";
import { companyOnPlan, makeSandboxOf, now, secrets, textIn } from "./sandbox.fixture";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

const make = (
  companyId: string,
  ...rest: [Parameters<typeof makeSandboxOf>[2]?, Parameters<typeof makeSandboxOf>[3]?]
) => makeSandboxOf(companyId, started.actor, ...rest);
const filesOf = (databaseId: string) =>
  readdirSync(started.dataDir, { recursive: true }).filter((name) => String(name).includes(databaseId));
const keysOf = async (databaseId: string) =>
  (await engine().keyring.list()).filter((key) => key.databaseId === databaseId && !key.destroyedAt);

describe("makeCompanySandbox", () => {
  it("copies the company's database under an id and a key of its own; neither sees what is written in the other", async () => {
    const { companyId, databaseId, keyId, db, reference } = await companyOnPlan(started.actor);
    const made = await make(companyId);
    const row = await findTenantRow(engine().master, companyId, "sandbox");
    expect(row).toMatchObject({
      databaseId: made.databaseId,
      state: "ready",
      generation: 1,
      purpose: "sandbox",
    });
    expect(row.keyId).not.toBe(keyId);
    expect((await findTenantRow(engine().master, companyId)).databaseId).toBe(databaseId);
    const sandbox = await openSandbox(companyId);
    await write(sandbox, started.actor, (tx) =>
      addDoctor(tx, form(reference, { lastName: "Sınaq" }), { limit: null, now }),
    );
    await write(db, started.actor, (tx) =>
      addDoctor(tx, form(reference, { lastName: "Gerçək" }), { limit: null, now }),
    );
    const names = async (from: typeof db) =>
      (await from.select().from(doctors)).map(({ lastName }) => lastName);
    expect(await names(sandbox)).toHaveLength(3);
    expect(await names(sandbox)).not.toContain("Gerçək");
    expect(await names(db)).not.toContain("Sınaq");
  });

  it("leaves no telephone, address, note or member's email in it, not even in what it is searched by", async () => {
    const { companyId, ownerId, db } = await companyOnPlan(started.actor);
    await write(db, started.actor, async (tx) => {
      await tx
        .insert(submissions)
        .values({ key: "k", action: "a", actorId: ownerId, result: '"+994502124418"' });
      await tx
        .insert(quarantinedRows)
        .values({ id: "q", tableName: "doctors", row: '{"phone":"+994502124418"}', reason: "x", foundAt: 1 });
    });
    expect(await textIn(db)).toContain("994502124418");
    const before = await db.select().from(doctors);
    await make(companyId);
    const sandbox = await openSandbox(companyId);
    const text = await textIn(sandbox);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain("502124418");
    const after = await sandbox.select().from(doctors);
    expect(after.map(({ firstName, lastName, code }) => [firstName, lastName, code])).toEqual(
      before.map(({ firstName, lastName, code }) => [firstName, lastName, code]),
    );
    expect(after.map(({ updatedAt }) => updatedAt)).toEqual(before.map(({ updatedAt }) => updatedAt));
    expect(after.map(({ email }) => email)).toContain("d-000001@sandbox.invalid");
    expect(await sandbox.$count(doctorTerms, eq(doctorTerms.term, "memmedova"))).toBe(2);
    expect((await sandbox.select().from(members)).map(({ email }) => email)).toEqual([
      `${ownerId}@sandbox.invalid`,
    ]);
  });

  it("begins an audit of its own, whose chain holds, and tells the platform and the company", async () => {
    const { companyId, db, master } = await companyOnPlan(started.actor);
    await make(companyId);
    const sandbox = await openSandbox(companyId);
    expect((await sandbox.select().from(auditEvents)).map(({ seq, action }) => [seq, action])).toEqual([
      [1, "company.sandbox-made"],
    ]);
    expect((await verifyChain(sandbox, null)).brokenAt).toBeNull();
    await expect(write(sandbox, started.actor, (tx) => tx.delete(auditEvents))).rejects.toThrow();
    const told = and(
      eq(platformEvents.companyId, companyId),
      eq(platformEvents.action, "company.sandbox-made"),
    );
    expect(await master.$count(platformEvents, told)).toBe(1);
    expect(await db.$count(auditEvents, eq(auditEvents.action, "company.sandbox-made"))).toBe(1);
    expect((await verifyChain(db, null)).brokenAt).toBeNull();
    expect(await master.$count(crossings, eq(crossings.companyId, companyId))).toBe(1);
  });

  it("keeps people's data only for who says why, and writes down that they did", async () => {
    const { companyId, db, master } = await companyOnPlan(started.actor);
    await expect(make(companyId, { masked: false, reason: "  " })).rejects.toMatchObject({
      code: "sandboxReason",
    });
    expect(await readSandbox(master, companyId)).toBeNull();
    await make(companyId, { masked: false, reason: "Rehearsing the import with real numbers" });
    const [first] = await (await openSandbox(companyId)).select().from(doctors);
    expect(first).toMatchObject({ phone: "+994502124418" });
    expect(await readSandbox(master, companyId)).toMatchObject({
      masked: false,
      reason: "Rehearsing the import with real numbers",
    });
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.action, "company.sandbox-made"));
    expect(JSON.parse(event?.changes ?? "")).toEqual({
      masked: [null, false],
      reason: [null, "Rehearsing the import with real numbers"],
    });
  });

  it("is refused to a plan without one, and to a company that is closing or suspended", async () => {
    const basic = await companyOnPlan(started.actor, "basic");
    await expect(make(basic.companyId)).rejects.toMatchObject({ code: "sandboxNotInPlan" });
    expect(await basic.master.$count(tenantDatabases, eq(tenantDatabases.companyId, basic.companyId))).toBe(
      1,
    );
    const { companyId, master } = await companyOnPlan(started.actor);
    for (const state of ["suspended", "closing"] as const) {
      await write(master, started.actor, (tx) =>
        tx.update(companies).set({ state }).where(eq(companies.id, companyId)),
      );
      await expect(make(companyId)).rejects.toMatchObject({ code: "sandboxCompanyClosed" });
    }
    expect(await readSandbox(master, companyId)).toBeNull();
  });

  it("takes a place on its company's server: a full one, and one that is being emptied, takes none", async () => {
    const { companyId, ownerId, master } = await companyOnPlan(started.actor);
    const { serverId } = await findTenantRow(master, companyId);
    const server = (values: Partial<typeof databaseServers.$inferInsert>) =>
      write(master, started.actor, (tx) =>
        tx.update(databaseServers).set(values).where(eq(databaseServers.id, serverId)),
      );
    const used = await master.$count(tenantDatabases, ne(tenantDatabases.state, "removed"));
    const who = { companyId, userId: ownerId };
    for (const values of [{ maxDatabases: used }, { maxDatabases: null, drainingAt: 1 }]) {
      await server(values);
      await expect(make(companyId)).rejects.toMatchObject({ code: "NoPlace" });
      await expect(requestCompanySandbox(master, who, null, started.actor, now)).rejects.toMatchObject({
        code: "sandboxNoPlace",
      });
    }
    expect(await readSandbox(master, companyId)).toBeNull();
    await server({ maxDatabases: used + 1, drainingAt: null });
    const { databaseId } = await make(companyId);
    expect(await make(companyId, { replaces: databaseId })).toMatchObject({ isNew: true });
    await server({ maxDatabases: null });
  });

  it("changes nothing when it is repeated, and makes one at a time", async () => {
    const { companyId, master } = await companyOnPlan(started.actor);
    const first = await make(companyId);
    expect(await make(companyId)).toMatchObject({ databaseId: first.databaseId, isNew: false });
    expect(await master.$count(tenantDatabases, eq(tenantDatabases.companyId, companyId))).toBe(2);
    const other = await companyOnPlan(started.actor);
    const both = await Promise.allSettled([make(other.companyId), make(other.companyId)]);
    expect(both.filter(({ status }) => status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect(await readSandbox(master, other.companyId)).toMatchObject({ state: "ready" });
  });

  it("is made anew by a reset: the former's key and file are gone, what was written in it too", async () => {
    const { companyId, reference } = await companyOnPlan(started.actor);
    const first = await make(companyId);
    await write(await openSandbox(companyId), started.actor, (tx) =>
      addDoctor(tx, form(reference), { limit: null, now }),
    );
    const stale = await openSandbox(companyId);
    const second = await make(companyId, { replaces: first.databaseId });
    expect(second.databaseId).not.toBe(first.databaseId);
    expect(filesOf(first.databaseId)).toEqual([]);
    expect(await keysOf(first.databaseId)).toEqual([]);
    expect(await (await openSandbox(companyId)).$count(doctors)).toBe(2);
    await expect(
      write(stale, started.actor, (tx) => addDoctor(tx, form(reference), { limit: null, now })),
    ).rejects.toThrow();
    expect(await (await openSandbox(companyId)).$count(doctors)).toBe(2);
    expect(await (await openTenant(companyId)).$count(doctors)).toBe(2);
  });

  it("says that the disk has no room for it before it discards or writes anything", async () => {
    const { companyId, master } = await companyOnPlan(started.actor);
    const full = { free: async () => 1_000 };
    await expect(make(companyId, {}, full)).rejects.toMatchObject({ code: "NoSpace" });
    const { databaseId } = await make(companyId);
    await expect(make(companyId, { replaces: databaseId }, full)).rejects.toMatchObject({ code: "NoSpace" });
    expect(await readSandbox(master, companyId)).toMatchObject({ databaseId, state: "ready" });
  });

  it("leaves no file and no key when it fails half-way, and can be asked for again", async () => {
    const { companyId, master } = await companyOnPlan(started.actor);
    let databaseId = "";
    const failing = {
      onStep: async (step: string) => {
        databaseId = (await readSandbox(master, companyId))?.databaseId ?? databaseId;
        if (step === "placed") throw new Error("No more.");
      },
    };
    await expect(make(companyId, {}, failing)).rejects.toThrow("No more.");
    expect(await readSandbox(master, companyId)).toBeNull();
    expect(filesOf(databaseId)).toEqual([]);
    expect(await keysOf(databaseId)).toEqual([]);
    expect(await make(companyId)).toMatchObject({ isNew: true });
  });

  it("leaves nothing half-made when the former one cannot be destroyed, and can be asked for again", async () => {
    const { companyId, master } = await companyOnPlan(started.actor);
    const former = await make(companyId);
    const destroy = vi.spyOn(engine().keyring, "destroy").mockRejectedValueOnce(new Error("Not now."));
    await expect(make(companyId, { replaces: former.databaseId })).rejects.toThrow("Not now.");
    destroy.mockRestore();
    expect(await readSandbox(master, companyId)).toBeNull();
    await reconcile(started.actor, emptyBeginning);
    expect(await keysOf(former.databaseId)).toEqual([]);
    expect(await make(companyId)).toMatchObject({ isNew: true });
  });
});

describe("discardCompanySandbox", () => {
  it("destroys the key and the files at once and leaves the company's own database as it is", async () => {
    const { companyId, databaseId: main, master, db } = await companyOnPlan(started.actor);
    const { databaseId } = await make(companyId);
    await (await openSandbox(companyId)).$count(doctors);
    await discardCompanySandbox(master, companyId, started.actor, now);
    expect(filesOf(databaseId)).toEqual([]);
    expect(await keysOf(databaseId)).toEqual([]);
    await expect(openSandbox(companyId)).rejects.toMatchObject({ code: "UnknownDatabase" });
    expect(await db.$count(doctors)).toBe(2);
    expect(existsSync(join(started.dataDir, "tenants", `${main}.1.db`))).toBe(true);
    expect(await db.$count(auditEvents, eq(auditEvents.action, "company.sandbox-discarded"))).toBe(1);
    await expect(discardCompanySandbox(master, companyId, started.actor, now)).rejects.toMatchObject({
      code: "notFound",
    });
  });

  it("is refused while the sandbox is being changed, and while the master came out of a backup", async () => {
    const { companyId, master } = await companyOnPlan(started.actor);
    await make(companyId);
    const { anyTenantRef } = await import("@/lib/databases/registry");
    const ref = anyTenantRef(await findTenantRow(master, companyId, "sandbox"));
    await whileChanging(ref, async () => {
      await expect(discardCompanySandbox(master, companyId, started.actor, now)).rejects.toMatchObject({
        code: "Busy",
      });
    });
    const set = (state: "moving" | "ready") =>
      write(master, started.actor, (tx) =>
        tx.update(tenantDatabases).set({ state }).where(eq(tenantDatabases.id, ref.databaseId)),
      );
    await set("moving");
    await expect(discardCompanySandbox(master, companyId, started.actor, now)).rejects.toMatchObject({
      code: "Busy",
    });
    await set("ready");
    const block = (at: number | null) =>
      write(master, started.actor, (tx) => tx.update(installation).set({ removalBlockedAt: at }));
    await block(1);
    await expect(discardCompanySandbox(master, companyId, started.actor, now)).rejects.toMatchObject({
      code: "RemovalBlocked",
    });
    await block(null);
    expect(await readSandbox(master, companyId)).toMatchObject({ state: "ready" });
    await reconcile(started.actor, emptyBeginning);
    expect(await readSandbox(master, companyId)).toMatchObject({ state: "ready" });
  });
});
