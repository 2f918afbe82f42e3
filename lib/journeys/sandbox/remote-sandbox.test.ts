import { eq, sql } from "drizzle-orm";
import { exportPKCS8 } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tenantDatabases } from "@/drizzle/master/schema";
import { auditEvents, doctors } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { form } from "@/lib/company/doctors/doctors.fixture";
import {
  openSandbox,
  openTenant,
  type TenantDb,
  takeBackInterrupted,
  verifyChain,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { findTenantRow, toTenantRef } from "@/lib/databases/registry";
import { readSandbox } from "@/lib/master/fleet/sandboxes/queries";
import { runChild } from "@/lib/testing/child";
import { testRemoteEngine } from "@/lib/testing/remote-engine";
import { discardCompanySandbox } from "./discard-company-sandbox";
import { companyOnPlan, makeSandboxOf, now, secrets, textIn } from "./sandbox.fixture";

let remote: Awaited<ReturnType<typeof testRemoteEngine>>;
let company: Awaited<ReturnType<typeof companyOnPlan>>;
beforeAll(async () => {
  remote = await testRemoteEngine();
  company = await companyOnPlan(remote.actor);
}, 30_000);
afterAll(() => remote.dispose());

const isThere = async (databaseId: string) => {
  const { server } = toTenantRef(await findTenantRow(engine().master, company.companyId));
  return engine().server(server).exists({ databaseId, generation: 1 });
};
const namesIn = async (db: TenantDb) => (await db.select().from(doctors)).map(({ lastName }) => lastName);
const rowOf = async (databaseId: string) => {
  const { master } = engine();
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, databaseId));
  return row;
};

describe("the sandbox of a company whose database is on a libSQL server", () => {
  it("is a masked copy there, with an audit of its own; neither sees what is written in the other", async () => {
    const { companyId, reference, db } = company;
    expect(await textIn(db)).toContain("994502124418");
    const made = await makeSandboxOf(companyId, remote.actor);
    expect(await rowOf(made.databaseId)).toMatchObject({ state: "ready", generation: 1, serverId: "sqld" });
    const sandbox = await openSandbox(companyId);
    const text = await textIn(sandbox);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect((await sandbox.select().from(auditEvents)).map(({ action }) => action)).toEqual([
      "company.sandbox-made",
    ]);
    expect((await verifyChain(sandbox, null)).brokenAt).toBeNull();
    const room = { limit: null, now };
    await write(sandbox, remote.actor, (tx) => addDoctor(tx, form(reference, { lastName: "Sınaq" }), room));
    await write(db, remote.actor, (tx) => addDoctor(tx, form(reference, { lastName: "Gerçək" }), room));
    expect(await namesIn(sandbox)).not.toContain("Gerçək");
    expect(await namesIn(sandbox)).toHaveLength(3);
    expect(await namesIn(db)).not.toContain("Sınaq");
  });

  it("holds what was there at one moment, though it is written on meanwhile", async () => {
    const { companyId, db } = company;
    let done = false;
    const writing = (async () => {
      for (let i = 0; !done; i++) {
        await write(db, remote.actor, async (tx) => {
          for (const name of [`a${i}`, `z${i}`])
            await tx.run(sql`INSERT INTO counters (name, value) VALUES (${name}, 1)`);
        });
      }
    })();
    const { databaseId: replaces } = (await readSandbox(engine().master, companyId)) ?? { databaseId: "" };
    await makeSandboxOf(companyId, remote.actor, { replaces });
    done = true;
    await writing;
    const rows = await (await openSandbox(companyId)).all<{ name: string }>(sql`SELECT name FROM counters`);
    const of = (letter: string) =>
      rows.filter(({ name }) => new RegExp(`^${letter}\\d+$`).test(name)).map(({ name }) => name.slice(1));
    expect(of("a")).toEqual(of("z"));
    expect(of("a").length).toBeGreaterThan(0);
  });

  it("is another database after a reset, and the former is gone from the server", async () => {
    const { companyId } = company;
    const former = await readSandbox(engine().master, companyId);
    const stale = await openSandbox(companyId);
    const { databaseId } = await makeSandboxOf(companyId, remote.actor, {
      replaces: former?.databaseId ?? null,
    });
    expect(databaseId).not.toBe(former?.databaseId);
    expect(await isThere(former?.databaseId ?? "")).toBe(false);
    await expect(write(stale, remote.actor, (tx) => tx.delete(doctors))).rejects.toThrow();
    expect(await namesIn(await openSandbox(companyId))).toContain("Gerçək");
    expect(await namesIn(await openSandbox(companyId))).not.toContain("Sınaq");
  });

  it("is gone from the server when it is discarded, and the company's own is not", async () => {
    const { companyId, databaseId } = company;
    const sandbox = await readSandbox(engine().master, companyId);
    await discardCompanySandbox(engine().master, companyId, remote.actor, now);
    expect(await isThere(sandbox?.databaseId ?? "")).toBe(false);
    expect(await isThere(databaseId)).toBe(true);
    await expect(openSandbox(companyId)).rejects.toMatchObject({ code: "UnknownDatabase" });
    expect(await namesIn(await openTenant(companyId))).toHaveLength(3);
  });

  it("leaves nothing there when it fails once its copy is there", async () => {
    const { companyId } = company;
    let databaseId = "";
    const onStep = async (step: string) => {
      if (step !== "placed") return;
      databaseId = (await readSandbox(engine().master, companyId))?.databaseId ?? "";
      expect(await isThere(databaseId)).toBe(true);
      throw new Error("no");
    };
    await expect(makeSandboxOf(companyId, remote.actor, {}, { onStep })).rejects.toThrow("no");
    expect(await isThere(databaseId)).toBe(false);
    expect(await rowOf(databaseId)).toMatchObject({ state: "removed" });
  });

  it("is cleared away by another host once who made it was killed, not while they are at it", async () => {
    const { companyId } = company;
    const { url, authToken } = remote.master;
    const pem = await exportPKCS8(remote.sqld.signingKey);
    const arguments_ = [url, authToken, pem, companyId];
    for (const step of ["copied", "placed"]) {
      const killed = await runChild("lib/journeys/sandbox/remote-sandbox.fixture.ts", [...arguments_, step]);
      expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
      const { master } = engine();
      const { databaseId } = (await readSandbox(master, companyId)) ?? { databaseId: "" };
      expect(await isThere(databaseId)).toBe(step === "placed");
      await expect(openSandbox(companyId)).rejects.toMatchObject({ code: "DatabaseUnavailable" });
      expect(await takeBackInterrupted(remote.actor)).toEqual([]);
      await write(master, remote.actor, (tx) =>
        tx.update(tenantDatabases).set({ updatedAt: 0 }).where(eq(tenantDatabases.id, databaseId)),
      );
      expect(await takeBackInterrupted(remote.actor)).toMatchObject([
        { id: databaseId, measure: "finished" },
      ]);
      expect(await isThere(databaseId)).toBe(false);
      expect(await takeBackInterrupted(remote.actor)).toEqual([]);
    }
    await makeSandboxOf(companyId, remote.actor);
    expect(await namesIn(await openSandbox(companyId))).toHaveLength(3);
  }, 60_000);

  it("is not published by who was taken for dead, and nothing of it stays", async () => {
    const { companyId } = company;
    const { databaseId: replaces } = (await readSandbox(engine().master, companyId)) ?? { databaseId: "" };
    let slow = "";
    const onStep = async (step: string) => {
      if (step !== "prepared") return;
      slow = (await readSandbox(engine().master, companyId))?.databaseId ?? "";
      await write(engine().master, remote.actor, (tx) =>
        tx.update(tenantDatabases).set({ state: "removed" }).where(eq(tenantDatabases.id, slow)),
      );
    };
    await expect(makeSandboxOf(companyId, remote.actor, { replaces }, { onStep })).rejects.toMatchObject({
      code: "DatabaseUnavailable",
    });
    expect(await isThere(slow)).toBe(false);
  });
});
