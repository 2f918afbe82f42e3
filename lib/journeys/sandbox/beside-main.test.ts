import { readdirSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyUsage, tenantDatabases } from "@/drizzle/master/schema";
import { doctors } from "@/drizzle/tenant/schema";
import {
  openSandbox,
  openTenant,
  planRebuild,
  reconcile,
  replaceKey,
  surveyRegistry,
  write,
} from "@/lib/databases";
import { engine } from "@/lib/databases/engine";
import { fleetEngine, migrateTest } from "@/lib/databases/migrations/fleet.fixture";
import { findTenantRow } from "@/lib/databases/registry";
import { listCompanies } from "@/lib/master/companies/list-companies";
import { readCompany } from "@/lib/master/companies/read-company";
import { backupPlans } from "@/lib/master/fleet/backups/backup-plans";
import { parseDatabaseFilter } from "@/lib/master/fleet/databases/database-filter";
import { fleetTotals } from "@/lib/master/fleet/databases/fleet-totals";
import { listDatabases } from "@/lib/master/fleet/databases/list-databases";
import { listServers } from "@/lib/master/fleet/databases/list-servers";
import { listSyncedCompanies, parseSyncFilter } from "@/lib/master/fleet/reference/synced-companies";
import { fleetAges } from "@/lib/master/health/fleet-ages";
import { latestRemoval } from "@/lib/master/removals/queries";
import { emptyBeginning } from "@/lib/testing/company";
import { backUpCompanies } from "../backups/back-up-companies";
import { beginClosing } from "../close-company";
import { examineCompanies } from "../examine-company";
import { removeCompany } from "../remove-company";
import { repairCompanies } from "../repair-company";
import { snapshotUsage } from "../snapshot-usage";
import { companyOnPlan, makeSandboxOf, now } from "./sandbox.fixture";

let started: Awaited<ReturnType<typeof fleetEngine>>;
let company: Awaited<ReturnType<typeof companyOnPlan>>;
let sandboxId: string;
let slug: string;
beforeAll(async () => {
  started = await fleetEngine();
  company = await companyOnPlan(started.actor);
  ({ databaseId: sandboxId } = await makeSandboxOf(company.companyId, started.actor));
  await write(company.master, started.actor, (tx) =>
    tx.update(tenantDatabases).set({ sizeBytes: 1 }).where(eq(tenantDatabases.id, sandboxId)),
  );
  // Not what the company has.
  await write(await openSandbox(company.companyId), started.actor, (tx) =>
    tx.update(doctors).set({ archivedAt: null, isActive: false }),
  );
  slug = (await listCompanies(company.master))[0]?.slug ?? "";
});
afterAll(() => started.dispose());

const rowOf = (purpose: "main" | "sandbox") => findTenantRow(engine().master, company.companyId, purpose);

describe("beside a company's own database its sandbox", () => {
  it("is no second company in any list", async () => {
    const { master, companyId, databaseId } = company;
    expect((await listCompanies(master)).map(({ database }) => database.databaseId)).toEqual([databaseId]);
    expect((await readCompany(master, companyId, now)).database).toMatchObject({ id: databaseId });
    expect(await backupPlans(master)).toHaveLength(1);
    expect(await listSyncedCompanies(master, parseSyncFilter({}))).toMatchObject({ total: 1 });
    expect((await fleetAges(master, "x", now)).withoutBackup).toBe(1);
  });

  it("counts for nothing: usage and sizes are those of the company's own database", async () => {
    const { master, companyId } = company;
    await snapshotUsage("all", started.actor, now);
    const [usage] = await master.select().from(companyUsage).where(eq(companyUsage.companyId, companyId));
    expect(usage).toMatchObject({ doctors: 2 });
    const totals = await fleetTotals(master, "x");
    expect(totals).toMatchObject({ databases: 2, bytes: usage?.databaseBytes });
    const [server] = await listServers(master);
    expect(server).toMatchObject({ databases: 2, bytes: usage?.databaseBytes });
    const [sandbox] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, sandboxId));
    expect(sandbox?.sizeBytes).toBe(1);
  });

  it("is among the databases of the fleet, with its own size and nothing of the company's backups", async () => {
    await backUpCompanies([{ id: company.companyId, slug }], started.actor, () => now);
    const { total, rows } = await listDatabases(company.master, parseDatabaseFilter({}), "x");
    expect(total).toBe(2);
    const found = new Map(rows.map((row) => [row.purpose, row]));
    expect(found.get("main")?.lastBackupAt).not.toBeNull();
    expect(found.get("sandbox")).toMatchObject({
      id: sandboxId,
      lastBackupAt: null,
      lastProvenRestoreAt: null,
    });
    expect(found.get("sandbox")?.bytes).toBe(1);
  });

  it("is examined and repaired as a database of its own", async () => {
    const { companyId } = company;
    const chosen = [{ id: companyId, slug }];
    expect(
      (await examineCompanies(chosen, true)).companies.map((each) => [each.slug, each.findings]),
    ).toEqual([
      [slug, []],
      [`${slug} (sandbox)`, []],
    ]);
    await write(company.master, started.actor, (tx) =>
      tx.update(tenantDatabases).set({ state: "migrating" }).where(eq(tenantDatabases.id, sandboxId)),
    );
    const found = await examineCompanies(chosen, false);
    expect(found.companies.map(({ findings }) => findings.length)).toEqual([0, 1]);
    await repairCompanies(found, started.actor, now);
    expect(await rowOf("sandbox")).toMatchObject({ state: "ready", databaseId: sandboxId });
    expect(await rowOf("main")).toMatchObject({ state: "ready", generation: 1 });
  });

  it("gets a new key without the company's changing", async () => {
    const [main, sandbox] = [await rowOf("main"), await rowOf("sandbox")];
    await replaceKey(company.companyId, { actor: started.actor, purpose: "sandbox" });
    expect(await rowOf("main")).toEqual(main);
    expect(await rowOf("sandbox")).toMatchObject({ databaseId: sandboxId, generation: 2 });
    expect((await rowOf("sandbox")).keyId).not.toBe(sandbox.keyId);
    expect(await (await openSandbox(company.companyId)).$count(doctors)).toBe(2);
  });

  it("is migrated with the fleet, and is never its company's canary", async () => {
    const canary = { companyId: company.companyId };
    const ended = await migrateTest(started.actor, { copies: true, canary });
    expect(ended.results.map((each) => [each.slug, each.wave])).toEqual([
      [slug, 0],
      [`${slug} (sandbox)`, 1],
    ]);
    expect(ended.results.filter(({ state }) => state === "failed")).toEqual([]);
    const schemas = await company.master
      .select({ purpose: tenantDatabases.purpose, schema: tenantDatabases.schemaVersion })
      .from(tenantDatabases)
      .where(eq(tenantDatabases.state, "ready"));
    expect(schemas.map(({ schema }) => schema)).toEqual(["9999_next", "9999_next"]);
    expect(await (await openSandbox(company.companyId)).$count(doctors)).toBe(2);
    expect(await (await openTenant(company.companyId)).$count(doctors)).toBe(2);
    expect(
      (await reconcile(started.actor, emptyBeginning)).filter(({ what }) => what === "database"),
    ).toEqual([]);
  });

  it("is not taken for the company's database when the registry is rebuilt", async () => {
    expect((await planRebuild()).items).toEqual([]);
    const { databaseId, generation } = await rowOf("sandbox");
    await write(company.master, started.actor, (tx) =>
      tx.update(tenantDatabases).set({ generation: 9 }).where(eq(tenantDatabases.id, databaseId)),
    );
    expect((await planRebuild()).items).toMatchObject([{ kind: "missing", databaseId }]);
    await write(company.master, started.actor, (tx) =>
      tx.update(tenantDatabases).set({ generation }).where(eq(tenantDatabases.id, databaseId)),
    );
  });

  it("goes with the company: its key is destroyed and its files are removed", async () => {
    const { master, companyId, databaseId } = company;
    const sandbox = await rowOf("sandbox");
    await beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, now);
    const removal = await latestRemoval(master, companyId);
    const later = new Date(now.getTime() + 40 * 86_400_000);
    const certificate = await removeCompany(master, started.actor, removal?.id ?? "", { now: later });
    expect(certificate?.databases).toEqual(expect.arrayContaining([databaseId, sandbox.databaseId]));
    expect(certificate?.keys.map(({ id }) => id)).toContain(sandbox.keyId);
    await expect(engine().keyring.reveal(sandbox.keyId ?? "")).rejects.toMatchObject({ code: "KeyMissing" });
    const left = readdirSync(started.dataDir, { recursive: true }).map(String);
    expect(left.filter((name) => name.includes(sandbox.databaseId) || name.includes(databaseId))).toEqual([]);
    await expect(openSandbox(companyId)).rejects.toMatchObject({ code: "UnknownDatabase" });
    expect(await surveyRegistry()).toEqual([]);
  });
});
