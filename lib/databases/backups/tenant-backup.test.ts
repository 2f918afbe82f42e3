import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents as masterEvents, tenantBackups, tenantDatabases } from "@/drizzle/master/schema";
import { auditEvents, counters, regions } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addRegion, regionIds } from "@/lib/testing/regions";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import { damage } from "../integrity/damage.fixture";
import { examineTenant } from "../integrity/examine-tenant";
import { knowsNothing } from "../integrity/knowledge";
import { openTenant } from "../tenant";
import { write } from "../write";
import { backupTenant } from "./backup-tenant";
import { drillRestore } from "./drill-restore";
import { findTenantBackup } from "./find-tenant-backup";
import { removeBackup } from "./remove-backup";
import { removeReplacedGenerations } from "./remove-replaced-generations";
import { restoreTenant } from "./restore-tenant";

const now = new Date("2026-11-21T09:15:00Z");
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
});
afterEach(() => started.dispose());

const backUp = (companyId = company.companyId, options: { free?: () => Promise<number> } = {}) =>
  backupTenant(companyId, { actor: started.actor, reason: "asked", now, ...options });
const found = (wanted = "latest") => findTenantBackup(company.companyId, wanted);
const restore = async (wanted = "latest") =>
  restoreTenant(await found(wanted), { actor: started.actor, now });
const inFolder = (...names: string[]) => join(started.dataDir, "backups", ...names);
const fileOf = (id: string, name: string) => inFolder("companies", company.databaseId, id, name);
const generation = async () => {
  const { master } = engine();
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, company.databaseId));
  return { generation: row?.generation, state: row?.state };
};

describe("backing up a company", () => {
  it("keeps a proven copy that only its own key opens, with a sealed manifest and a row in the registry", async () => {
    await addRegion(company.db, "baku", "Bakı is a word to look for");
    const manifest = await backUp();
    expect(manifest).toMatchObject({
      kind: "tenant",
      companyId: company.companyId,
      generation: 1,
      keyId: company.keyId,
      rows: { regions: 1, identity: 1 },
      audit: { seq: 1 },
    });
    expect(readdirSync(inFolder("companies", company.databaseId, manifest.id)).sort()).toEqual([
      "manifest.json",
      "tenant.db",
    ]);
    const bytes = readFileSync(fileOf(manifest.id, "tenant.db"));
    expect(bytes.includes("SQLite format 3")).toBe(false);
    expect(bytes.includes("a word to look for")).toBe(false);
    expect(await found()).toMatchObject({
      state: "ready",
      sha256: manifest.sha256,
      bytes: bytes.length,
      target: "folder",
    });
    expect(readdirSync(inFolder("drafts"))).toEqual([]);
  });

  it("that does not fit on the disk is refused before anything is written", async () => {
    const full = backUp(company.companyId, { free: async () => 1_000 });
    await expect(full).rejects.toMatchObject({ code: "NoSpace" });
    expect(existsSync(inFolder("companies", company.databaseId))).toBe(false);
    expect(await engine().master.select().from(tenantBackups)).toMatchObject([{ state: "failed" }]);
  });

  it("during which the disk becomes full says so, and nothing of it stays", async () => {
    const failing = backupTenant(company.companyId, {
      actor: started.actor,
      reason: "asked",
      now,
      onStep: (step) => {
        if (step === "copied") throw Object.assign(new Error("write failed"), { code: "ENOSPC" });
      },
    });
    await expect(failing).rejects.toMatchObject({ code: "NoSpace" });
    expect(readdirSync(inFolder("drafts"))).toEqual([]);
    expect(existsSync(inFolder("companies", company.databaseId))).toBe(false);
  });

  it("is removed once and for all, and not while a restored master does not know what is whose", async () => {
    const { id } = await backUp();
    const removal = { actor: started.actor, now };
    await removeBackup(id, removal);
    await removeBackup(id, removal);
    expect(existsSync(fileOf(id, "tenant.db"))).toBe(false);
    await expect(found(id)).rejects.toMatchObject({ code: "BadBackup" });
    await expect(found()).rejects.toMatchObject({ code: "BadBackup" });
  });
});

describe("restoring a company", () => {
  it("brings everything back as a new generation, backs up first what is lost by it, and keeps the old file", async () => {
    await addRegion(company.db, "baku");
    const { id } = await backUp();
    await addRegion(company.db, "ganja");
    await write(company.db, started.actor, (tx) => tx.delete(regions).where(eq(regions.id, "baku")));
    const restored = await restore(id);
    expect(restored).toMatchObject({ backupId: id, generation: 2, carriedEvents: 1 });
    expect(await regionIds(company.companyId)).toEqual(["baku"]);
    expect(await generation()).toEqual({ generation: 2, state: "ready" });
    expect(existsSync(join(started.dataDir, "tenants", `${company.databaseId}.1.db`))).toBe(true);
    await addRegion(company.db, "sheki");
    expect(await regionIds(company.companyId)).toEqual(["baku", "sheki"]);
    await restore(restored.beforeId ?? "");
    expect(await regionIds(company.companyId)).toEqual(["ganja"]);
    const events = await engine().master.select({ action: masterEvents.action }).from(masterEvents);
    expect(events.filter(({ action }) => action === "company.restored")).toHaveLength(2);
  });

  it("brings back what was backed up with a row that a check refuses: the doctor's to name, and no damage", async () => {
    await addRegion(company.db, "baku");
    const refused = ["PRAGMA ignore_check_constraints = ON", "UPDATE regions SET origin = 'nobody'"];
    await damage(company.companyId, ...refused);
    const { id } = await backUp();
    expect(await drillRestore(await found(id), { actor: started.actor, now })).toMatchObject({
      passed: true,
    });
    expect(await restore(id)).toMatchObject({ generation: 2 });
    expect(await regionIds(company.companyId)).toEqual(["baku"]);
    expect(await examineTenant(company.companyId, knowsNothing)).toMatchObject([{ code: "integrity.rows" }]);
  });

  it("never takes the audit back, nor a number that was handed out", async () => {
    const set = (value: number) =>
      write(company.db, started.actor, (tx) =>
        tx
          .insert(counters)
          .values({ name: "doctor", value })
          .onConflictDoUpdate({ target: counters.name, set: { value } }),
      );
    await addRegion(company.db, "baku");
    await set(5);
    await backUp();
    await addRegion(company.db, "ganja");
    await set(9);
    const db = await openTenant(company.companyId);
    const before = await verifyChain(db, null);
    await restore();
    expect(await db.select().from(counters)).toMatchObject([{ name: "doctor", value: 9 }]);
    const events = await db.select().from(auditEvents).orderBy(auditEvents.seq);
    expect(events.map(({ action }) => action)).toEqual(["region.added", "region.added", "company.restored"]);
    expect(await verifyChain(db, before.head)).toMatchObject({ brokenAt: null, events: 3 });
  });

  it("leaves the earlier generation for 30 days, and the current one for ever", async () => {
    await backUp();
    await restore();
    const old = join(started.dataDir, "tenants", `${company.databaseId}.1.db`);
    const today = new Date();
    const inDays = (days: number) => new Date(today.getTime() + days * 86_400_000);
    expect(await removeReplacedGenerations(inDays(29))).toBe(0);
    expect(existsSync(old)).toBe(true);
    expect(await removeReplacedGenerations(inDays(31))).toBe(1);
    expect(existsSync(old)).toBe(false);
    expect(await removeReplacedGenerations(inDays(400))).toBe(0);
    expect(await regionIds(company.companyId)).toEqual([]);
  });

  it("brings back a database whose file is gone", async () => {
    await addRegion(company.db, "baku");
    await backUp();
    await engine().cache.close(`${company.databaseId}.1`);
    await engine()
      .server({ id: "local", kind: "file", url: "", adminUrl: null })
      .drop({ databaseId: company.databaseId, generation: 1 });
    expect(await restore()).toMatchObject({ generation: 2, beforeId: null });
    expect(await regionIds(company.companyId)).toEqual(["baku"]);
  });
});

describe("a backup that is not what it should be is refused, and nothing changes:", () => {
  const refused = async (wanted = "latest") => {
    await expect(restore(wanted)).rejects.toMatchObject({ code: "BadBackup" });
    expect(await generation()).toEqual({ generation: 1, state: "ready" });
    expect(await engine().master.$count(tenantBackups, eq(tenantBackups.reason, "before-restore"))).toBe(0);
  };

  it("a manifest that says something else", async () => {
    const { id } = await backUp();
    const path = fileOf(id, "manifest.json");
    writeFileSync(path, readFileSync(path, "utf8").replace('"generation": 1', '"generation": 3'));
    await refused();
    writeFileSync(path, "{}");
    await refused();
  });

  it("a single flipped bit in the file", async () => {
    const { id } = await backUp();
    const bytes = readFileSync(fileOf(id, "tenant.db"));
    bytes[9_000] = (bytes[9_000] ?? 0) ^ 1;
    writeFileSync(fileOf(id, "tenant.db"), bytes);
    await refused();
    const drill = await drillRestore(await found(), { actor: started.actor, now });
    expect(drill).toMatchObject({ passed: false, error: expect.stringContaining("changed or is damaged") });
    await refused();
  });

  it("another company's, by its id or in its place", async () => {
    const { id } = await backUp();
    const other = await testCompany("second");
    const theirs = await backUp(other.companyId);
    await refused(theirs.id);
    const place = inFolder("companies", other.databaseId, theirs.id);
    for (const name of readdirSync(place)) writeFileSync(fileOf(id, name), readFileSync(join(place, name)));
    await refused(id);
  });

  it("one that is not there, or was never finished", async () => {
    await refused();
    await refused("019a0000-0000-7000-8000-000000000000");
  });

  it("one whose key was destroyed", async () => {
    await backUp();
    await engine().keyring.destroy(company.keyId);
    await expect(restore()).rejects.toMatchObject({ code: "KeyMissing" });
    expect(await generation()).toEqual({ generation: 1, state: "ready" });
  });

  it("one for which there is no space", async () => {
    await backUp();
    const full = restoreTenant(await found(), { actor: started.actor, now, free: async () => 0 });
    await expect(full).rejects.toMatchObject({ code: "NoSpace" });
    expect(await generation()).toEqual({ generation: 1, state: "ready" });
  });

  it("one of a newer version", async () => {
    await write(company.db, started.actor, (tx) =>
      tx.run(`INSERT INTO schema_ledger VALUES ('9999_tomorrow', '${"a".repeat(64)}', 1, 1)`),
    );
    await backUp();
    await write(company.db, started.actor, (tx) =>
      tx.run("DELETE FROM schema_ledger WHERE name = '9999_tomorrow'"),
    );
    await expect(restore()).rejects.toMatchObject({
      code: "MigrationMismatch",
      message: expect.stringContaining("does not fit this version"),
    });
    expect(await generation()).toEqual({ generation: 1, state: "ready" });
  });
});
