import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { companies, installation, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import {
  backupMaster,
  nextGeneration,
  openMaster,
  openTenant,
  planRebuild,
  reconcile,
  recordAudit,
  restoreMaster,
  write,
} from "@/lib/databases";
import { findTenantRow } from "@/lib/databases/registry";
import { stopEngine } from "@/lib/databases/start-engine";
import { readCertificate } from "@/lib/master/removals/certificate";
import { latestRemoval } from "@/lib/master/removals/queries";
import { testActor } from "@/lib/testing/actor";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { startTestEngine, testKek } from "@/lib/testing/engine";
import { beginClosing } from "./close-company";
import { rebuildRegistry } from "./rebuild-registry";
import { removeDueCompanies } from "./remove-due-companies";
import { replaceCompanyKey } from "./replace-company-key";
import { companyOnPlan, makeSandboxOf } from "./sandbox/sandbox.fixture";

const now = new Date("2026-11-21T09:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
let dataDir: string;

const start = () => startTestEngine(dataDir);
const change = { actor: testActor, state: "migrating", reason: "test", transform: async () => {} } as const;
const row = async (companyId: string) => findTenantRow(await openMaster(), companyId);
const names = async (companyId: string) =>
  (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name);
const note = async (companyId: string) =>
  write(await openTenant(companyId), testActor, (tx) =>
    tx.insert(counters).values({ name: "late", value: 1 }),
  );

async function restore(): Promise<void> {
  await stopEngine();
  await restoreMaster({ dataDir, kek: testKek, backup: "latest", actor: testActor, now });
  await start();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "medadmin-rebuild-"));
  await start();
});
afterEach(async () => {
  await stopEngine();
  rmSync(dataDir, { recursive: true, force: true });
});

it("follows the disk where it is ahead, under whatever key, and allows removal again", async () => {
  const [moved, rekeyed, same] = [await testCompany(), await testCompany(), await testCompany()];
  await backupMaster(testActor, now);
  await nextGeneration(moved.companyId, change);
  await replaceCompanyKey(await openMaster(), testActor, rekeyed.companyId, { now });
  for (const { companyId } of [moved, rekeyed]) await note(companyId);
  const truth = [await row(moved.companyId), await row(rekeyed.companyId)];
  await restore();
  await reconcile(testActor, emptyBeginning);
  await expect(names(moved.companyId)).rejects.toThrow();
  const plan = await planRebuild();
  expect(plan).toMatchObject({ agreeing: 1, blockedSince: now.getTime() });
  expect(plan.items.map(({ kind, registered, found }) => [kind, registered, found?.generation])).toEqual([
    ["newer", 1, 2],
    ["newer", 1, 2],
  ]);
  expect((await row(moved.companyId)).generation).toBe(1);
  await rebuildRegistry(testActor, now);
  expect([await row(moved.companyId), await row(rekeyed.companyId)]).toEqual(truth);
  expect([await names(moved.companyId), await names(rekeyed.companyId)]).toEqual([["late"], ["late"]]);
  expect(await names(same.companyId)).toEqual([]);
  expect(await (await openMaster()).select().from(installation)).toMatchObject([{ removalBlockedAt: null }]);
  expect(await planRebuild()).toMatchObject({ agreeing: 3, items: [] });
});

it("adopts a database of a company it knows, names one of a company it does not, and marks what is missing", async () => {
  const [adopted, lost] = [await testCompany(), await testCompany()];
  const { keyId } = await row(adopted.companyId);
  await write(await openMaster(), testActor, async (tx) => {
    await tx.run("PRAGMA defer_foreign_keys = ON");
    await tx.run("DELETE FROM provisionings");
    await tx.delete(tenantDatabases).where(eq(tenantDatabases.id, adopted.databaseId));
  });
  await backupMaster(testActor, now);
  const unknown = await testCompany();
  await restore();
  rmSync(join(dataDir, "tenants", `${lost.databaseId}.1.db`));
  const { plan } = await rebuildRegistry(testActor, now);
  const kinds = new Map(plan.items.map(({ databaseId, kind }) => [databaseId, kind]));
  expect(kinds).toEqual(
    new Map([
      [lost.databaseId, "missing"],
      [adopted.databaseId, "adopted"],
      [unknown.databaseId, "company-unknown"],
    ]),
  );
  expect(await row(adopted.companyId)).toMatchObject({ state: "ready", generation: 1, keyId });
  expect(await names(adopted.companyId)).toEqual([]);
  expect(await row(lost.companyId)).toMatchObject({ state: "quarantined" });
  expect(existsSync(join(dataDir, "tenants", `${unknown.databaseId}.1.db`))).toBe(true);
});

it("never takes a sandbox for a company's own database when the registry has forgotten both", async () => {
  const { companyId, databaseId } = await companyOnPlan(testActor);
  await write(await openTenant(companyId), testActor, (tx) =>
    recordAudit(tx, { action: "company.registered", subject: { type: "company", id: companyId } }),
  );
  const sandbox = await makeSandboxOf(companyId, testActor);
  await write(await openMaster(), testActor, async (tx) => {
    await tx.run("PRAGMA defer_foreign_keys = ON");
    for (const table of ["provisionings", "sandboxes", "tenant_databases"])
      await tx.run(`DELETE FROM ${table}`);
  });
  await backupMaster(testActor, now);
  await restore();
  const own = join(dataDir, "tenants", `${databaseId}.1.db`);
  const aside = join(dataDir, "aside.db");
  renameSync(own, aside);
  const { plan } = await rebuildRegistry(testActor, now);
  expect(plan.items).toMatchObject([{ kind: "sandbox", companyId, databaseId: sandbox.databaseId }]);
  expect(await (await openMaster()).$count(tenantDatabases)).toBe(0);
  renameSync(aside, own);
  await write(await openMaster(), testActor, (tx) => tx.update(installation).set({ removalBlockedAt: 1 }));
  const again = await rebuildRegistry(testActor, now);
  expect(again.plan.items.map(({ kind }) => kind).sort()).toEqual(["adopted", "sandbox"]);
  expect(await row(companyId)).toMatchObject({ databaseId, state: "ready" });
});

it("goes back to the generation before a change that died, and on from one that was published", async () => {
  const { companyId } = await testCompany();
  await backupMaster(testActor, now);
  await nextGeneration(companyId, change);
  await note(companyId);
  await stopEngine();
  const child = "lib/databases/generations/next-generation.fixture.ts";
  await runChild(child, [dataDir, companyId, "verified"]);
  await start();
  await restore();
  const { plan } = await rebuildRegistry(testActor, now);
  expect(plan.items).toMatchObject([{ kind: "interrupted", registered: 1, found: { generation: 2 } }]);
  expect(await row(companyId)).toMatchObject({ state: "ready", generation: 2 });
  expect(await names(companyId)).toEqual(["late"]);
  await write(await openTenant(companyId), testActor, (tx) =>
    tx.insert(counters).values({ name: "x", value: 1 }),
  );
});

it("keeps a company deleted that was deleted after the backup, and gives a closing one thirty days anew", async () => {
  const [gone, closing] = [await testCompany(), await testCompany()];
  const master = await openMaster();
  await beginClosing(master, testActor, { companyId: closing.companyId, reason: "No contract" }, later(-29));
  await backupMaster(testActor, now);
  await beginClosing(master, testActor, { companyId: gone.companyId, reason: "No contract" }, later(-31));
  expect(await removeDueCompanies(testActor, now)).toMatchObject([{ error: null }]);
  const files = readCertificate((await latestRemoval(master, gone.companyId))?.certificate ?? "").files;
  // What SQLite keeps beside the file is there still where the last connection to be collected was the one that reads.
  expect(files.filter(({ name }) => name.endsWith(".db"))).toHaveLength(1);
  expect(files.every(({ name }) => name.startsWith(`tenants/${gone.databaseId}.1.db`))).toBe(true);
  await restore();
  const { plan, postponed } = await rebuildRegistry(testActor, now);
  expect(plan.items).toMatchObject([{ kind: "destroyed", companyId: gone.companyId }]);
  expect(postponed).toBe(1);
  const restored = await openMaster();
  expect(await latestRemoval(restored, closing.companyId)).toMatchObject({ dueAt: later(30).getTime() });
  expect(await removeDueCompanies(testActor, later(2))).toMatchObject([
    { companyId: gone.companyId, error: null },
  ]);
  const certificate = readCertificate((await latestRemoval(restored, gone.companyId))?.certificate ?? "");
  expect(certificate.files).toEqual(files);
  const [company] = await restored.select().from(companies).where(eq(companies.id, gone.companyId));
  expect(company?.state).toBe("closed");
});
