import { closeSync, existsSync, openSync, readdirSync, renameSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { provisionings, tenantDatabases } from "@/drizzle/master/schema";
import { newId } from "@/lib/domain/id";
import { enterTestCompany, setDatabase, testCompany } from "@/lib/testing/company";
import { startTestEngine, testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import { openUnpublished } from "../open-file";
import { stopEngine } from "../start-engine";
import { write } from "../write";
import { damage, knowledge, rows } from "./damage.fixture";
import { examineMaster } from "./examine-master";
import { examineTenant } from "./examine-tenant";
import { repairTenant } from "./repair-tenant";
import { surveyRegistry } from "./survey";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(() => started.dispose());

const tenants = (...names: string[]) => join(started.dataDir, "tenants", ...names);
const survey = async () =>
  (await surveyRegistry()).map(({ companyId, finding }) => [finding.code, companyId]);
async function restart() {
  await stopEngine();
  await startTestEngine(started.dataDir);
}

describe("the survey of the registry", () => {
  it("finds nothing where all is well", async () => {
    await testCompany();
    expect(await survey()).toEqual([]);
  });

  it("names a file that nobody knows, and leaves it where it is", async () => {
    const file = `${newId()}.1.db`;
    openUnpublished(tenants(file), null, "rwc").close();
    const empty = openUnpublished(tenants(file), null, "rwc");
    await empty.execute("CREATE TABLE leftover (x)");
    empty.close();
    expect(await survey()).toEqual([["file.unknown", null]]);
    expect(existsSync(tenants(file))).toBe(true);
  });

  it("names a missing file, and quarantines nothing", async () => {
    const { companyId, databaseId } = await testCompany();
    await restart();
    renameSync(tenants(`${databaseId}.1.db`), tenants("away"));
    expect(await survey()).toEqual([["database.missing", companyId]]);
    expect(await examineTenant(companyId, knowledge)).toMatchObject([{ code: "database.missing" }]);
    const [row] = await engine().master.select().from(tenantDatabases);
    expect(row?.state).toBe("ready");
  });

  it("names a company that was never finished, and a change that somebody died over", async () => {
    const { companyId: half } = await enterTestCompany();
    const { companyId, databaseId } = await testCompany();
    await setDatabase(databaseId, { state: "migrating" });
    expect(await survey()).toEqual([
      ["database.unfinished", half],
      ["database.interrupted", companyId],
    ]);
    const [row] = await engine().master.select().from(provisionings).where(eq(provisionings.companyId, half));
    expect(row).toMatchObject({ step: "registered", attempts: 0 });
  });

  it("names a key that is no database's, and marks it not", async () => {
    await engine().keyring.issue(newId());
    expect(await survey()).toEqual([["key.unknown", null]]);
    expect((await engine().keyring.list())[0]?.quarantineReason).toBeNull();
  });
});

describe("the platform's own database", () => {
  it("is told from a company's: tables that belong there are named, with their rows", async () => {
    expect(await examineMaster()).toEqual([]);
    await write(engine().master, started.actor, async (tx) => {
      await tx.run(sql`CREATE TABLE regions (id TEXT)`);
      await tx.run(sql`INSERT INTO regions VALUES ('a'), ('b')`);
    });
    expect(await examineMaster()).toMatchObject([
      { code: "master.other-kind", detail: { table: "regions", rows: 2 } },
    ]);
  });
});

describe("a database that cannot be helped here", () => {
  /** Writes over pages in the middle of the closed file. */
  async function spoil(databaseId: string): Promise<void> {
    await stopEngine();
    const path = tenants(`${databaseId}.1.db`);
    const { size } = statSync(path);
    const file = openSync(path, "r+");
    for (let at = 3 * 4096; at < size; at += 2 * 4096) writeSync(file, Buffer.alloc(4096, 7), 0, 4096, at);
    closeSync(file);
    await startTestEngine(started.dataDir);
  }

  it("because its pages are damaged is reported, and not repaired", async () => {
    const { companyId, databaseId } = await testCompany();
    await damage(companyId, ...rows);
    await spoil(databaseId);
    const before = readdirSync(tenants()).filter((file) => file.endsWith(".db"));
    expect((await examineTenant(companyId, knowledge)).map(({ code }) => code)).toContain(
      "integrity.damaged",
    );
    const { generation, plan } = await repairTenant(companyId, {
      actor: started.actor,
      knowledge,
      now: new Date(),
    });
    expect(generation).toBeNull();
    expect(plan.stoppedBy.map(({ code }) => code)).toContain("integrity.damaged");
    expect(readdirSync(tenants()).filter((file) => file.endsWith(".db"))).toEqual(before);
  });

  it("because another key opens it is reported", async () => {
    const { companyId, databaseId } = await testCompany();
    const { keyId } = await testCompany();
    await restart();
    await setDatabase(databaseId, { keyId });
    expect(await examineTenant(companyId, knowledge)).toMatchObject([
      { code: "database.unreadable", detail: { reason: expect.stringMatching(/KeyMissing|WrongKey/) } },
    ]);
  });

  it("because nobody registered it is reported", async () => {
    expect(await examineTenant(newId(), knowledge)).toMatchObject([{ code: "database.missing" }]);
  });
});
