import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tenantBackups } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { type MasterDb, openMaster, recordAudit, write } from "@/lib/databases";
import { drillRestore } from "@/lib/databases/backups/drill-restore";
import { findTenantBackup } from "@/lib/databases/backups/find-tenant-backup";
import { FolderTarget } from "@/lib/databases/backups/targets/folder";
import { listBackups } from "@/lib/master/fleet/backups/list-backups";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { backUpDueCompanies } from "./back-up-due-companies";
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
  expect(await due(start)).toMatchObject({ made: 1 });
});
afterEach(() => started.dispose());

const due = (now: Date) => backUpDueCompanies(started.actor, () => now);
const set = (values: Partial<typeof tenantBackups.$inferInsert>) =>
  write(master, started.actor, (tx) => tx.update(tenantBackups).set(values));
const change = () =>
  write(company.db, started.actor, async (tx) => {
    await tx.insert(counters).values({ name: "one", value: 1 });
    await recordAudit(tx, { action: "counter.added", subject: { type: "counter", id: "one" } });
  });
const folderOf = (id: string) => join(started.dataDir, "backups", "companies", company.databaseId, id);
const latest = () => findTenantBackup(company.companyId, "latest");

describe("backups go on being made", () => {
  it("when the last one is in a bucket that is not configured any more", async () => {
    await set({ target: "old-bucket" });
    await change();
    expect(await due(since(day))).toMatchObject({ made: 1, failed: [] });
  });

  it("when one was interrupted that went to such a bucket", async () => {
    await set({ target: "old-bucket", state: "making" });
    expect(await due(since(day))).toMatchObject({ made: 1, failed: [] });
    expect((await listBackups(master)).map(({ state }) => state)).toEqual(["ready", "failed"]);
  });

  it("when the last one's seal is nonsense, which is no seal", async () => {
    const manifest = join(folderOf((await latest()).id), "manifest.json");
    const text = readFileSync(manifest, "utf8");
    writeFileSync(manifest, text.replace(/"hmac": "\w+"/, `"hmac": "${"é".repeat(64)}"`));
    expect(await due(since(day))).toMatchObject({ made: 1, failed: [] });
  });
});

it("what lies beside the backups by hand keeps nothing from being removed", async () => {
  mkdirSync(folderOf("a-copy-of-mine"));
  writeFileSync(join(folderOf("a-copy-of-mine"), "manifest.json"), "{}");
  expect(await removeExpiredBackups(started.actor, start)).toMatchObject({ removed: 0, failed: [] });
});

it("a rehearsal that fails for want of something else leaves the backup to be restored", async () => {
  class Short extends FolderTarget {
    override fetch = () => Promise.reject(new Error("EMFILE: too many open files"));
  }
  const options = { actor: started.actor, now: start, target: new Short(started.dataDir) };
  expect(await drillRestore(await latest(), options)).toMatchObject({ passed: false });
  expect((await latest()).state).toBe("ready");
});
