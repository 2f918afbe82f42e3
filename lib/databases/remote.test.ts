import { eq } from "drizzle-orm";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseServers, migrationRuns, provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { testActor } from "@/lib/testing/actor";
import { emptyBeginning, enterTestCompany, testCompany } from "@/lib/testing/company";
import { emptyContent } from "@/lib/testing/engine";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { engine } from "./engine";
import { openMaster } from "./master";
import { migrateTest, newest, next, withNext } from "./migrations/fleet.fixture";
import { applyMigrations } from "./migrations/ledger";
import { failUnlessCurrent } from "./migrations/migrate-remote";
import { migrateFleet } from "./migrations/runs/migrate-fleet";
import { defaultRunOptions } from "./migrations/runs/run-options";
import { provision } from "./provisioning/provision";
import { reconcile } from "./reconcile/reconcile";
import { findTenantRow, toTenantRef } from "./registry";
import { LibsqlServer } from "./servers/libsql-server";
import { type EngineOptions, startEngine, stopEngine } from "./start-engine";
import { tenantTemplate } from "./template";
import { openTenant } from "./tenant";
import { write } from "./write";

let sqld: Sqld;
let masterSqld: Sqld;
let options: EngineOptions;

beforeAll(async () => {
  [sqld, masterSqld] = await Promise.all([startSqld(), startSqld({ namespaces: false })]);
  const authToken = await new SignJWT({ a: "rw" })
    .setProtectedHeader({ alg: "EdDSA" })
    .sign(masterSqld.signingKey);
  const template = tenantTemplate(emptyContent);
  options = {
    place: { master: { url: masterSqld.url, authToken } },
    servers: {
      "libsql-server": (ref) =>
        new LibsqlServer(ref, { signingKey: () => sqld.signingKey, adminAuthKey: null, template }),
    },
    content: emptyContent,
  };
  await startEngine(options);
});
afterAll(async () => {
  await stopEngine();
  await Promise.all([sqld.stop(), masterSqld.stop()]);
});

describe("an engine without files", () => {
  it("has no place for companies until a server is registered", async () => {
    await expect(enterTestCompany()).rejects.toMatchObject({ code: "NoPlace" });
    const { url, adminUrl } = sqld;
    await write(await openMaster(), testActor, (tx) =>
      tx.insert(databaseServers).values({ id: "sqld", kind: "libsql-server", name: "Remote", url, adminUrl }),
    );
  });

  it("makes companies' databases on the server, unencrypted and without keys", async () => {
    const { companyId, db } = await testCompany("remote");
    await write(db, testActor, (tx) => tx.insert(counters).values({ name: "here", value: 1 }));
    expect(await (await openTenant(companyId)).$count(counters)).toBe(1);
    const [row] = await engine().master.select().from(tenantDatabases);
    expect(row).toMatchObject({ serverId: "sqld", state: "ready", keyId: null, generation: 1 });
  });

  it("finishes what was interrupted, once nobody can be at it any more", async () => {
    const { companyId, provisioningId } = await enterTestCompany("interrupted");
    const dying = provision(provisioningId, {
      actor: testActor,
      beginning: emptyBeginning,
      onStep: (step, what) => {
        if (step === "copied" && what === "made") throw new Error("killed");
      },
    });
    await expect(dying).rejects.toThrow("killed");
    // As long as another host may be at it, it is left to that one.
    expect(await reconcile(testActor, emptyBeginning)).toEqual([]);
    await write(await openMaster(), testActor, (tx) =>
      tx
        .update(provisionings)
        .set({ updatedAt: Date.now() - 121_000 })
        .where(eq(provisionings.id, provisioningId)),
    );
    expect(await reconcile(testActor, emptyBeginning)).toMatchObject([
      { id: companyId, measure: "finished" },
    ]);
    expect(await reconcile(testActor, emptyBeginning)).toEqual([]);
    expect(await (await openTenant(companyId)).$count(counters)).toBe(0);
  });

  it("migrates in place", async () => {
    const { companyId } = await testCompany("migrated");
    const migrating = migrateFleet({ actor: testActor, now: () => new Date(), companyIds: [companyId] });
    expect(await migrating).toMatchObject({ state: "done", results: [{ state: "current", error: null }] });
  });

  it("migrates what is pending, each migration once, unless the database is being kept from writers", async () => {
    const { companyId, databaseId } = await testCompany("pending");
    const schemaRange = { oldest: newest, newest: next.name };
    Object.assign(engine(), { schemaRange });
    const ref = toTenantRef(await findTenantRow(engine().master, companyId));
    const connection = await engine().server(ref.server).open(ref, null);
    const fence = (at: number | null) =>
      connection.writer.execute({ sql: "UPDATE identity SET fenced_at = ?", args: [at] });
    const late = () => applyMigrations(connection.writer, withNext, [failUnlessCurrent(ref)]);
    await fence(1);
    expect(await migrateTest(testActor, { companyIds: [companyId] })).toMatchObject({
      state: "stopped",
      results: [{ databaseId, state: "failed", error: { code: "Fenced" } }],
    });
    // Fenced after it had looked: the guard in the transaction itself refuses.
    await expect(late()).rejects.toMatchObject({ code: "MigrationFailed" });
    await fence(null);
    expect(await migrateTest(testActor, { resume: true })).toMatchObject({
      state: "done",
      results: [{ databaseId, state: "done", to: next.name }],
    });
    expect(await late()).toEqual([]);
    connection.close();
    expect(await (await openTenant(companyId)).$count(counters)).toBe(0);
  });

  it("leaves a run to another host until that was silent for a minute", async () => {
    const now = Date.now();
    const run = {
      target: "x",
      options: JSON.stringify({ ...defaultRunOptions, companyIds: [] }),
      startedBy: "Other host",
    };
    await write(await openMaster(), testActor, (tx) =>
      tx
        .insert(migrationRuns)
        .values({ ...run, id: "elsewhere", state: "running", aliveUntil: now + 60_000, startedAt: now }),
    );
    const late = () => new Date(now + 61_000);
    await expect(migrateTest(testActor)).rejects.toMatchObject({ code: "MigrationRunning" });
    await expect(migrateTest(testActor, { resume: "elsewhere" })).rejects.toMatchObject({
      code: "MigrationRunning",
    });
    const { runId } = await migrateTest(testActor, {
      now: late,
      resume: "elsewhere",
    });
    expect(runId).toBe("elsewhere");
    const [taken] = await engine().master.select().from(migrationRuns).where(eq(migrationRuns.id, runId));
    expect(taken).toMatchObject({ state: "done", fence: 2 });
  });

  it("finds everything again after a restart", async () => {
    await stopEngine();
    await startEngine(options);
    const rows = await engine().master.select().from(tenantDatabases);
    expect(rows.map((row) => row.state)).toEqual(["ready", "ready", "ready", "ready"]);
    expect(await (await openTenant(rows[0]?.companyId ?? "")).$count(counters)).toBe(1);
  });
});
