import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { companies, installation, provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { runChild } from "@/lib/testing/child";
import { emptyBeginning, enterTestCompany, setDatabase, testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import type { TenantDb } from "../handles";
import { openUnpublished } from "../open-file";
import { provision } from "../provisioning/provision";
import { localServerId, stopEngine } from "../start-engine";
import { openTenant } from "../tenant";
import { write } from "../write";
import { reconcile } from "./reconcile";
import { finishUnfinished } from "./unfinished";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

const check = () => reconcile(started.actor, emptyBeginning);
const tenants = (...names: string[]) => join(started.dataDir, "tenants", ...names);
const add = (db: TenantDb, name: string) =>
  write(db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));
async function restart() {
  await stopEngine();
  await startTestEngine(started.dataDir);
}

describe("reconcile", () => {
  it("finds nothing where all is well", async () => {
    await testCompany();
    expect(await check()).toEqual([]);
  });

  it("takes a company that is made meanwhile for what it is", async () => {
    const server = engine().server({ id: localServerId, kind: "file", url: "", adminUrl: null });
    const list = server.list.bind(server);
    const looks = vi.spyOn(server, "list").mockImplementation(async () => {
      if (looks.mock.calls.length > 1) await testCompany();
      return list();
    });
    expect(await check()).toEqual([]);
    expect(looks).toHaveBeenCalledTimes(2);
  });

  it("quarantines a database whose file is gone, makes none, and takes it back when the file is there again", async () => {
    const { companyId, databaseId, db } = await testCompany();
    await add(db, "kept");
    await restart();
    const file = tenants(`${databaseId}.1.db`);
    renameSync(file, `${file}.away`);
    expect(await check()).toMatchObject([{ what: "database", id: databaseId, measure: "quarantined" }]);
    await expect(openTenant(companyId)).rejects.toMatchObject({
      code: "DatabaseUnavailable",
      detail: { state: "quarantined" },
    });
    expect(existsSync(file)).toBe(false);
    expect(await check()).toMatchObject([{ id: databaseId, measure: "named" }]);
    renameSync(`${file}.away`, file);
    expect(await check()).toMatchObject([{ id: databaseId, measure: "recovered" }]);
    expect(await (await openTenant(companyId)).$count(counters)).toBe(1);
  });

  it("keeps another company's file out that stands under a company's name", async () => {
    const [mine, other] = [await testCompany(), await testCompany()];
    await restart();
    rmSync(tenants(`${mine.databaseId}.1.db`));
    await check();
    cpSync(tenants(`${other.databaseId}.1.db`), tenants(`${mine.databaseId}.1.db`));
    expect(await check()).toMatchObject([{ id: mine.databaseId, measure: "quarantined" }]);
    const [row] = await engine()
      .master.select()
      .from(tenantDatabases)
      .where(eq(tenantDatabases.id, mine.databaseId));
    expect(row?.stateReason).toMatch(/^WrongKey/);
  });

  it("moves a file aside that nobody ever owned, and leaves one that says whose it is", async () => {
    const { databaseId, companyId } = await testCompany();
    await restart();
    const [nobody, somebody] = [`${newId()}.1.db`, `${newId()}.1.db`];
    const empty = openUnpublished(tenants(nobody), null, "rwc");
    await empty.execute("CREATE TABLE leftover (x)");
    empty.close();
    const owned = openUnpublished(tenants(somebody), null, "rwc");
    await owned.execute("CREATE TABLE identity (one, company_id, database_id, generation, epoch, fenced_at)");
    await owned.execute("INSERT INTO identity VALUES (1, 'a-company', 'a-database', 1, 1, NULL)");
    owned.close();
    const findings = await check();
    expect(findings).toHaveLength(2);
    expect(findings).toContainEqual(expect.objectContaining({ id: nobody, measure: "quarantined" }));
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: somebody,
        measure: "named",
        reason: expect.stringContaining("a-company"),
      }),
    );
    expect(readdirSync(tenants("quarantine"))).toEqual([nobody]);
    expect(existsSync(tenants(somebody))).toBe(true);
    expect(existsSync(tenants(`${databaseId}.1.db`))).toBe(true);
    expect(companyId).not.toBe("");
  });

  it("names a key that belongs to no database, and destroys nothing", async () => {
    const id = await engine().keyring.issue(newId());
    expect(await check()).toMatchObject([{ what: "key", id, measure: "quarantined" }]);
    expect(await check()).toMatchObject([{ what: "key", id, measure: "named" }]);
    expect(await engine().keyring.reveal(id)).toHaveLength(64);
  });

  it("makes an unpublished database anew when its file or its key is gone", async () => {
    const { companyId, provisioningId } = await enterTestCompany();
    const dying = provision(provisioningId, {
      actor: started.actor,
      beginning: emptyBeginning,
      onStep: (step, what) => {
        if (step === "identified" && what === "recorded") throw new Error("killed");
      },
    });
    await expect(dying).rejects.toThrow("killed");
    const [database] = await engine().master.select().from(tenantDatabases);
    await engine().keyring.destroy(database?.keyId ?? "");
    rmSync(tenants(`${database?.id}.1.db`));
    await setProvisioning(provisioningId, "copied");
    expect(await check()).toMatchObject([{ what: "company", id: companyId, measure: "finished" }]);
    await add(await openTenant(companyId), "works");
  });

  it("quarantines a company that cannot be finished, until an operator asks for another try", async () => {
    const { companyId, databaseId } = await testCompany();
    await setProvisioningOf(companyId, "published");
    await restart();
    const file = tenants(`${databaseId}.1.db`);
    renameSync(file, `${file}.away`);
    await setDatabase(databaseId, { state: "ready" });
    const findings = await finishUnfinished(started.actor, { ...emptyBeginning, welcome: touch });
    expect(findings).toMatchObject([{ id: databaseId, measure: "quarantined" }]);
    expect(await finishUnfinished(started.actor, emptyBeginning)).toEqual([]);
    renameSync(`${file}.away`, file);
    const again = await finishUnfinished(started.actor, { ...emptyBeginning, welcome: touch }, true);
    expect(again).toMatchObject([{ id: companyId, measure: "finished" }]);
    const [company] = await engine().master.select().from(companies).where(eq(companies.id, companyId));
    expect(company?.state).toBe("active");
  });

  it("moves and takes back nothing while the master came out of a backup", async () => {
    const { databaseId } = await testCompany();
    await setDatabase(databaseId, { state: "migrating" });
    await write(engine().master, started.actor, (tx) => tx.update(installation).set({ removalBlockedAt: 1 }));
    mkdirSync(tenants("quarantine"));
    const nobody = `${newId()}.1.db`;
    openUnpublished(tenants(nobody), null, "rwc").close();
    const findings = await check();
    expect(findings.map((finding) => finding.measure)).toEqual(["named", "named"]);
    expect(readdirSync(tenants("quarantine"))).toEqual([]);
  });

  const steps = ["announced", "fenced", "copied", "transformed", "verified", "moved", "flipped"];
  it("goes back, or forward, after a process was killed at any step of a new generation", {
    timeout: 120_000,
  }, async () => {
    const { companyId, db } = await testCompany();
    await add(db, "kept");
    await stopEngine();
    const folders = steps.map((step) => ({ step, dataDir: `${started.dataDir}-${step}` }));
    for (const { dataDir } of folders) cpSync(started.dataDir, dataDir, { recursive: true });
    const fixture = "lib/databases/generations/next-generation.fixture.ts";
    for (const { step, dataDir } of folders) {
      const killed = await runChild(fixture, [dataDir, companyId, step]);
      expect(killed, killed.output).toMatchObject({ signal: "SIGKILL" });
      await startTestEngine(dataDir);
      const flipped = step === "flipped";
      expect((await check()).map((finding) => finding.measure)).toEqual(flipped ? [] : ["recovered"]);
      const found = await openTenant(companyId);
      await add(found, "after");
      const names = (await found.select().from(counters).orderBy(counters.name)).map((row) => row.name);
      expect(names).toEqual(flipped ? ["after", "changed", "kept"] : ["after", "kept"]);
      expect(await check()).toEqual([]);
      await stopEngine();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});

async function touch(companyId: string): Promise<void> {
  await (await openTenant(companyId)).$count(counters);
}

function setProvisioning(id: string, step: "copied") {
  return write(engine().master, started.actor, (tx) =>
    tx.update(provisionings).set({ step }).where(eq(provisionings.id, id)),
  );
}

function setProvisioningOf(companyId: string, step: "published") {
  return write(engine().master, started.actor, (tx) =>
    tx.update(provisionings).set({ step, finishedAt: null }).where(eq(provisionings.companyId, companyId)),
  );
}
