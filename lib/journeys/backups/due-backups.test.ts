import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { installation, tenantBackups, tenantExports } from "@/drizzle/master/schema";
import { auditEvents, counters } from "@/drizzle/tenant/schema";
import { adoptBackups, type MasterDb, openMaster, recordAudit, write } from "@/lib/databases";
import { lastProvenRestores, listBackups } from "@/lib/master/fleet/backups/list-backups";
import { findReadyExport, listExports } from "@/lib/master/fleet/exports/queries";
import { requestExport } from "@/lib/master/fleet/exports/request-export";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { addTestMasterAdmin } from "@/lib/testing/impersonation";
import { downloadExport } from "../exports/download-export";
import { makeCompanyExport } from "../exports/make-company-export";
import { removeExpiredExports } from "../exports/remove-expired-exports";
import { backUpDueCompanies } from "./back-up-due-companies";
import { drillRestores } from "./drill-restores";
import { removeExpiredBackups } from "./remove-expired-backups";

const day = 86_400_000;
const start = new Date("2026-11-21T09:00:00Z");
const since = (ms: number) => new Date(start.getTime() + ms);
let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof testCompany>>;
let master: MasterDb;
beforeEach(async () => {
  started = await testEngine();
  company = await testCompany("first");
  master = await openMaster();
});
afterEach(() => started.dispose());

const due = (now: Date) => backUpDueCompanies(started.actor, () => now);
const change = (name: string) =>
  write(company.db, started.actor, async (tx) => {
    await tx.insert(counters).values({ name, value: 1 });
    await recordAudit(tx, { action: "counter.added", subject: { type: "counter", id: name } });
  });

describe("backups by schedule", () => {
  it("are made when the plan says so, and not when it is proven that nothing changed", async () => {
    expect(await due(start)).toMatchObject({ made: 1, unchanged: 0, failed: [] });
    expect(await due(since(3_600_000))).toMatchObject({ made: 0, unchanged: 0 });
    expect(await due(since(day))).toMatchObject({ made: 0, unchanged: 1 });
    expect(await due(since(day + 3_600_000))).toMatchObject({ made: 0, unchanged: 0 });
    await change("one");
    expect(await due(since(2 * day))).toMatchObject({ made: 1, unchanged: 0 });
    const found = await listBackups(master, { companyId: company.companyId });
    expect(found.map(({ reason, takenAt }) => [reason, takenAt])).toEqual([
      ["schedule", since(2 * day).getTime()],
      ["schedule", start.getTime()],
    ]);
  });

  it("go when no rule keeps them, and not while a restored master does not know what is whose", async () => {
    for (let at = 0; at < 9; at++) {
      await change(`change-${at}`);
      expect(await due(since(at * day)), String(at)).toMatchObject({ made: 1 });
    }
    const later = since(9 * day);
    const block = (at: number | null) =>
      write(master, started.actor, (tx) => tx.update(installation).set({ removalBlockedAt: at }));
    await block(1);
    expect(await removeExpiredBackups(started.actor, later)).toMatchObject({ removed: 0 });
    await block(null);
    expect(await removeExpiredBackups(started.actor, later)).toMatchObject({ removed: 2, failed: [] });
    expect(await removeExpiredBackups(started.actor, later)).toMatchObject({ removed: 0 });
    expect(await listBackups(master, { states: ["ready"] })).toHaveLength(7);
    expect(await listBackups(master, { states: ["removed"] })).toHaveLength(2);
  });

  it("are known again to a master that forgot them, and only those that the company's key sealed", async () => {
    await due(start);
    await change("one");
    await due(since(day));
    const [first, second] = await listBackups(master);
    const forget = () => write(master, started.actor, (tx) => tx.delete(tenantBackups));
    await forget();
    expect(await adoptBackups(started.actor)).toBe(2);
    expect(await adoptBackups(started.actor)).toBe(0);
    expect(await listBackups(master)).toEqual([first, second]);
    await forget();
    const place = join(started.dataDir, "backups", "companies", company.databaseId, first?.id ?? "");
    const manifest = join(place, "manifest.json");
    writeFileSync(
      manifest,
      readFileSync(manifest, "utf8").replace('"reason": "schedule"', '"reason": "asked"'),
    );
    expect(await adoptBackups(started.actor)).toBe(1);
  });

  it("that fail do not stop the others, and are not tried again at once", async () => {
    const second = await testCompany("second");
    await started.engine.keyring.destroy(company.keyId);
    const first = await due(start);
    expect(first).toMatchObject({ made: 1, failed: [{ slug: "first" }] });
    expect(await due(since(600_000))).toMatchObject({ made: 0, failed: [] });
    expect(await due(since(3_600_000))).toMatchObject({ failed: [{ slug: "first" }] });
    expect(await listBackups(master, { companyId: second.companyId })).toHaveLength(1);
  });

  it("are rehearsed, and the company knows when that last worked", async () => {
    await due(start);
    expect(await lastProvenRestores(master)).toEqual(new Map());
    const { drills, error } = await drillRestores(5, started.actor, () => since(day));
    expect(error).toBeNull();
    expect(drills).toMatchObject([{ companyId: company.companyId, passed: true }]);
    expect(await lastProvenRestores(master, company.companyId)).toEqual(
      new Map([[company.companyId, since(day).getTime()]]),
    );
    const [backup] = await master.select().from(tenantBackups);
    expect(backup).toMatchObject({ restoredAt: since(day).getTime(), state: "ready" });
  });
});

describe("an export", () => {
  it("is asked for once, made once, downloaded by its company for a day, and gone then", async () => {
    const { id: userId } = await addTestMasterAdmin(master);
    const { companyId, db } = company;
    const ask = () => write(master, started.actor, (tx) => requestExport(tx, { companyId, userId }, start));
    const id = await ask();
    expect(await ask()).toBe(id);
    const download = (of = companyId, now = start) =>
      downloadExport({ master, db, companyId: of, id }, started.actor, now);
    await expect(download()).rejects.toMatchObject({ code: "notFound" });
    await makeCompanyExport(id, started.actor, () => start);
    await makeCompanyExport(id, started.actor, () => since(day));
    const [made] = await listExports(master, companyId);
    expect(made).toMatchObject({ state: "ready", expiresAt: start.getTime() + day });
    const { zip, bytes } = await download();
    let size = 0;
    for await (const piece of zip) size += (piece as Buffer).length;
    expect(size).toBe(bytes);
    const actions = (await db.select().from(auditEvents)).map(({ action }) => action);
    expect(actions).toEqual(["company.data-exported", "company.data-downloaded"]);
    const other = await testCompany("second");
    await expect(download(other.companyId)).rejects.toMatchObject({ code: "notFound" });
    await expect(download(companyId, since(day))).rejects.toMatchObject({ code: "notFound" });
    const file = join(started.dataDir, "exports", `${id}.zip.sealed`);
    expect(await removeExpiredExports(started.actor, since(day - 1))).toBe(0);
    expect(existsSync(file)).toBe(true);
    expect(await removeExpiredExports(started.actor, since(day))).toBe(1);
    expect(existsSync(file)).toBe(false);
    expect(await findReadyExport(master, { companyId, id }, start)).toBeNull();
    expect(await master.select().from(tenantExports).where(eq(tenantExports.id, id))).toMatchObject([
      { state: "expired" },
    ]);
  });

  it("that failed leave no file, and nobody keeps what was never finished", async () => {
    const { companyId } = company;
    const { id: userId } = await addTestMasterAdmin(master);
    const id = await write(master, started.actor, (tx) => requestExport(tx, { companyId, userId }, start));
    const file = join(started.dataDir, "exports", `${id}.zip.sealed`);
    const stateOf = async () =>
      (await master.select().from(tenantExports).where(eq(tenantExports.id, id)))[0]?.state;
    let states: unknown[] = [];
    const failing = makeCompanyExport(id, started.actor, () => {
      // The second time it is asked for, the file is there and only the master does not know it yet.
      if (states.push(existsSync(file)) === 2) throw new Error("The clock stopped.");
      return start;
    });
    await expect(failing).rejects.toThrow("The clock stopped.");
    expect(states).toEqual([false, true]);
    expect([await stateOf(), existsSync(file)]).toEqual(["failed", false]);
    states = [];
    await makeCompanyExport(id, started.actor, () => start, {
      onFile: async () => states.push(await stateOf()),
    });
    expect(await stateOf()).toBe("ready");
    expect(new Set(states)).toEqual(new Set(["making"]));
    // Its process was killed, each time: a week later nobody waits for it any more.
    await write(master, started.actor, (tx) => tx.update(tenantExports).set({ state: "making" }));
    expect(await removeExpiredExports(started.actor, new Date())).toBe(0);
    expect(await removeExpiredExports(started.actor, new Date(Date.now() + 8 * day))).toBe(1);
    expect([await stateOf(), existsSync(file)]).toEqual(["failed", false]);
  });
});
