import { cpSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { tenantBackups } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { reconcile } from "../reconcile/reconcile";
import { stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { backupTenant } from "./backup-tenant";
import { findTenantBackup } from "./find-tenant-backup";
import { forgetInterruptedBackups } from "./forget-interrupted";
import { restoreTenant } from "./restore-tenant";

const kills = [
  ["backup", "stored"],
  ["restore", "copied"],
  ["restore", "moved"],
  ["restore", "flipped"],
] as const;

it("killed in the middle, a backup is not there, and a restore left the database as it was or is whole", {
  timeout: 120_000,
}, async () => {
  const started = await testEngine();
  const { actor } = started;
  const { companyId, databaseId, db } = await testCompany();
  const add = (name: string) => write(db, actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
  await add("before");
  const { id } = await backupTenant(companyId, { actor, reason: "asked", now: new Date() });
  await write(db, actor, (tx) => tx.delete(counters));
  await stopEngine();
  for (const [work, step] of kills) {
    const dataDir = `${started.dataDir}-${work}-${step}`;
    cpSync(started.dataDir, dataDir, { recursive: true });
    const args = [dataDir, companyId, work, step];
    const killed = await runChild("lib/databases/backups/backup-killed.fixture.ts", args);
    expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
    await startTestEngine(dataDir);
    await reconcile(actor, emptyBeginning);
    await forgetInterruptedBackups(actor);
    expect(readdirSync(join(dataDir, "backups", "drafts")), step).toEqual([]);
    const rows = await engine().master.select().from(tenantBackups);
    const ready = rows.filter(({ state }) => state === "ready").map((row) => row.id);
    expect(readdirSync(join(dataDir, "backups", "companies", databaseId)).sort(), step).toEqual(ready.sort());
    expect(rows.filter(({ state }) => state === "making")).toEqual([]);
    const names = async () =>
      (await (await openTenant(companyId)).select().from(counters)).map(({ name }) => name);
    expect(await names(), step).toEqual(step === "flipped" ? ["before"] : []);
    // Nothing stands in the way of doing it again.
    await restoreTenant(await findTenantBackup(companyId, id), { actor, now: new Date() });
    expect(await names(), step).toEqual(["before"]);
    expect(await engine().master.$count(tenantBackups, eq(tenantBackups.state, "making"))).toBe(0);
    await stopEngine();
    rmSync(dataDir, { recursive: true, force: true });
  }
  await started.dispose();
});
