import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, tenantDatabases } from "@/drizzle/master/schema";
import { counters } from "@/drizzle/tenant/schema";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { verifyChain } from "../audit-chain";
import { engine } from "../engine";
import type { TenantDb } from "../handles";
import { openUnpublished } from "../open-file";
import { openTenant } from "../tenant";
import { write } from "../write";
import { ask, damage, ids, knowledge, memberId, redefine, rows } from "./damage.fixture";
import { examineTenant } from "./examine-tenant";
import { type RepairOptions, repairTenant } from "./repair-tenant";

let started: Awaited<ReturnType<typeof testEngine>>;
let companyId: string;
let databaseId: string;
beforeEach(async () => {
  started = await testEngine();
  ({ companyId, databaseId } = await testCompany());
  await damage(companyId, ...rows);
});
afterEach(() => started.dispose());

const repair = (options: Partial<RepairOptions> = {}) =>
  repairTenant(companyId, { actor: started.actor, knowledge, now: new Date(), ...options });
const examine = () => examineTenant(companyId, knowledge);
const codes = async () => (await examine()).map(({ code }) => code);
const one = async (sql: string) => (await ask(companyId, sql))[0];
const inMaster = (values: Partial<typeof tenantDatabases.$inferInsert>) =>
  write(engine().master, started.actor, (tx) =>
    tx.update(tenantDatabases).set(values).where(eq(tenantDatabases.id, databaseId)),
  );
const add = (db: TenantDb, name: string) =>
  write(db, started.actor, (tx) => tx.insert(counters).values({ name, value: 1 }));

async function expectRepaired(quarantined = 0) {
  const done = await repair();
  expect(done).toMatchObject({ generation: 2, quarantined });
  expect(done.left.filter(({ severity }) => severity !== "note")).toEqual([]);
  expect(await repair()).toMatchObject({ generation: null, plan: { steps: [] } });
}

/** Nothing is begun, and the database is as it was. */
async function expectStopped(code: string) {
  const { plan, generation } = await repair();
  expect(generation).toBeNull();
  expect(plan.steps).toEqual([]);
  expect(plan.stoppedBy.map((found) => found.code)).toContain(code);
}

describe("a repair of how a database is built", () => {
  it("makes again what was dropped or changed", async () => {
    await damage(
      companyId,
      "DROP INDEX doctors_by_name",
      "DROP INDEX regions_code",
      "DROP INDEX cities_in_region",
      "DROP TRIGGER audit_events_no_delete",
      "DROP TRIGGER doctors_touch",
      "CREATE TRIGGER doctors_touch AFTER UPDATE ON doctors BEGIN SELECT 1; END",
      "DROP INDEX clinics_sort",
      "CREATE INDEX clinics_sort ON clinics (name)",
      "DROP TABLE performed_crossings",
    );
    const found = (await examine()).filter(({ code }) => code === "schema.different");
    expect(found.map(({ detail }) => `${detail.kind} ${detail.name}`).sort()).toEqual([
      "index-differs clinics_sort",
      "index-missing cities_in_region",
      "index-missing doctors_by_name",
      "index-missing regions_code",
      "table-missing performed_crossings",
      "trigger-differs doctors_touch",
      "trigger-missing audit_events_no_delete",
    ]);
    await expectRepaired();
  });

  it("keeps columns, tables, indexes and triggers that nobody knows, with what is in them", async () => {
    await damage(
      companyId,
      "ALTER TABLE doctors ADD COLUMN fax TEXT",
      "UPDATE doctors SET fax = '+994'",
      "CREATE INDEX doctors_fax ON doctors (fax)",
      "CREATE TABLE notes (x)",
      "INSERT INTO notes VALUES ('kept')",
      "CREATE TRIGGER notes_t AFTER DELETE ON notes BEGIN SELECT 1; END",
      "CREATE VIEW seen AS SELECT x FROM notes",
      "DROP INDEX doctors_code",
    );
    expect(new Set(await codes())).toEqual(new Set(["schema.different", "schema.extra"]));
    await expectRepaired();
    expect(await one("SELECT fax, code FROM doctors")).toEqual({ fax: "+994", code: "D-000001" });
    expect(await one("SELECT x FROM seen")).toEqual({ x: "kept" });
    const kept =
      "SELECT group_concat(name) AS n FROM (SELECT name FROM sqlite_master WHERE name IN ('doctors_fax', 'notes_t') ORDER BY 1)";
    expect(await one(kept)).toEqual({ n: "doctors_fax,notes_t" });
  });

  it("lets rows in again that a column nobody knows kept out, and keeps what is in it", async () => {
    await redefine(companyId, "counters", (sql) =>
      sql.replace("`value` integer", "`hospital` text NOT NULL DEFAULT 'h',\n\t`value` integer"),
    );
    await redefine(companyId, "counters", (sql) => sql.replace(" DEFAULT 'h'", ""));
    expect(await codes()).toEqual(["schema.different", "probe.refused"]);
    await expectRepaired();
    expect(await one("SELECT name, hospital FROM counters")).toEqual({ name: "doctor", hospital: "h" });
  });

  it("makes a changed check what it was, and sets aside the rows that break it", async () => {
    await redefine(companyId, "doctors", (sql) => sql.replace("'A', 'B', 'C'", "'A', 'B', 'C', 'D'"));
    await damage(companyId, "UPDATE doctors SET category = 'D'");
    expect(await examine()).toMatchObject([
      {
        code: "schema.different",
        detail: { kind: "check-missing", name: "doctors_category_check", rows: 1 },
      },
      { code: "schema.different", detail: { kind: "check-extra" } },
      { code: "rows.breaking", detail: { table: "doctors", rows: 1 } },
    ]);
    await expectRepaired(3);
    const [aside] = await ask(companyId, "SELECT reason FROM quarantined_rows WHERE table_name = 'doctors'");
    expect(aside?.reason).toBe("CHECK constraint failed: doctors_category_check");
  });

  it("names a row that a check refuses, of which a connection that only reads hears nothing, and sets it aside", async () => {
    const refused = ["PRAGMA ignore_check_constraints = ON", "UPDATE doctors SET category = 'D'"];
    await damage(companyId, ...refused);
    expect(await examine()).toMatchObject([{ code: "integrity.rows", detail: { table: "doctors" } }]);
    // With the two words it is found by.
    await expectRepaired(3);
    const [aside] = await ask(companyId, "SELECT reason FROM quarantined_rows WHERE table_name = 'doctors'");
    expect(aside?.reason).toBe("CHECK constraint failed: doctors_category_check");
  });

  it("keeps the first of two rows that should not be the same, and sets the other aside", async () => {
    await damage(
      companyId,
      "DROP INDEX regions_code",
      "INSERT INTO regions SELECT 'twin', name, name_en, name_ru, 'other', search_folded, name_sort, origin, catalogue_id, archived_at, version, created_at, updated_at, code, iso_code FROM regions",
    );
    expect(await examine()).toMatchObject([
      { code: "schema.different" },
      { code: "rows.breaking", detail: { table: "regions", rows: 1 } },
    ]);
    await expectRepaired(1);
    expect(await one("SELECT id FROM regions")).toEqual({ id: ids.region });
    expect(await one("SELECT reason FROM quarantined_rows")).toEqual({
      reason: "UNIQUE constraint failed: regions.code",
    });
  });

  it("sets aside what lacks a value that nobody can make up", async () => {
    await redefine(companyId, "members", (sql) =>
      sql.replace("`last_name` text NOT NULL", "`last_name` text"),
    );
    await damage(
      companyId,
      "INSERT INTO members (id, first_name, last_name, email) VALUES ('half', 'Half', NULL, 'h@example.com')",
    );
    expect(await codes()).toEqual(["schema.different", "rows.breaking"]);
    await expectRepaired(1);
    expect(await one("SELECT id FROM members")).toEqual({ id: memberId });
  });
});

describe("a repair of what a database says of itself", () => {
  it("lets writers in again where a fence was left behind", async () => {
    await damage(companyId, "UPDATE identity SET fenced_at = 1");
    await expect(add(await openTenant(companyId), "fenced")).rejects.toMatchObject({ code: "Fenced" });
    expect(await codes()).toEqual(["identity.fenced"]);
    await expectRepaired();
    await add(await openTenant(companyId), "works");
  });

  it.each([
    ["identity.missing", "DELETE FROM identity"],
    ["identity.epoch", "UPDATE identity SET epoch = 7"],
  ])("opens again what nobody could open: %s", async (code, statement) => {
    await damage(companyId, statement);
    await expect(add(await openTenant(companyId), "closed")).rejects.toThrow();
    expect(await codes()).toEqual([code]);
    await expectRepaired();
    await add(await openTenant(companyId), "works");
  });

  it("writes the ledger anew when it is gone, and makes the table that says whose it is", async () => {
    await damage(companyId, "DROP TABLE schema_ledger", "DROP TABLE identity");
    expect(await codes()).toEqual(expect.arrayContaining(["identity.missing", "ledger.unrecorded"]));
    await expectRepaired();
    expect(await one("SELECT company_id FROM identity")).toEqual({ company_id: companyId });
  });

  it("enters the schema of the database into the registry", async () => {
    await inMaster({ schemaVersion: "0001_triggers" });
    expect(await codes()).toEqual(["registry.schema-version"]);
    await expectRepaired();
  });

  it.each([
    ["identity.company", "UPDATE identity SET company_id = 'another'"],
    ["identity.database", "UPDATE identity SET database_id = 'another'"],
    ["identity.generation", "UPDATE identity SET generation = 9"],
    ["ledger.newer", `INSERT INTO schema_ledger VALUES ('9999_future', '${"f".repeat(64)}', 1, 1)`],
  ])("is for a person to begin with: %s", async (code, statement) => {
    await damage(companyId, statement, "DROP INDEX doctors_by_name");
    await expectStopped(code);
  });

  it("does not take the place of a later generation", async () => {
    openUnpublished(join(started.dataDir, "tenants", `${databaseId}.2.db`), null, "rwc").close();
    await damage(companyId, "DROP INDEX doctors_by_name");
    const later = openUnpublished(join(started.dataDir, "tenants", `${databaseId}.2.db`), null, "rwc");
    await later.execute("CREATE TABLE x (y)");
    later.close();
    await expectStopped("database.later-generation");
  });

  it("does not begin with a database that is kept out of reach", async () => {
    await inMaster({ state: "quarantined", stateReason: "WrongKey: test" });
    await expectStopped("database.unavailable");
  });
});

describe("a repair", () => {
  it("is told in both audits, and both chains stay whole", async () => {
    await damage(companyId, "DROP INDEX doctors_by_name");
    const { plan } = await repair();
    const steps = plan.steps.map(({ text }) => text);
    const [told] = await engine()
      .master.select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "database.repaired"));
    expect(told).toMatchObject({ companyId, subjectId: databaseId, actorName: "Test" });
    const own = await one("SELECT actor_name, changes FROM audit_events WHERE action = 'database.repaired'");
    expect(own?.actor_name).toBe("Test");
    expect(JSON.parse(String(own?.changes))).toEqual({ steps: [null, steps], quarantined: [null, 0] });
    expect(JSON.parse(told?.changes ?? "")).toEqual({ steps: [null, steps], quarantined: [null, 0] });
    expect((await verifyChain(await openTenant(companyId), null)).brokenAt).toBeNull();
    expect((await verifyChain(engine().master, null)).brokenAt).toBeNull();
  });

  it("loses no row that is written while it runs", async () => {
    await damage(companyId, "DROP INDEX doctors_by_name");
    const db = await openTenant(companyId);
    const before = Array.from({ length: 40 }, (_, n) => add(db, `a${n}`));
    const repairing = repair();
    const during: Promise<unknown>[] = [];
    for (let n = 0; n < 40; n++) {
      during.push(add(db, `b${n}`));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all([...before, repairing, ...during]);
    expect((await repairing).generation).toBe(2);
    expect(await one("SELECT count(*) AS n FROM counters")).toEqual({ n: 81 });
  });

  it("keeps every row of every table, and the database that was as it was", async () => {
    await damage(companyId, "DROP INDEX doctors_code", "DELETE FROM members WHERE id = 'nobody'");
    const tables = (await ask(companyId, "SELECT name FROM sqlite_master WHERE type = 'table'")).map(
      ({ name }) => String(name),
    );
    const counting = () =>
      Promise.all(tables.map(async (name) => [name, (await one(`SELECT count(*) AS n FROM "${name}"`))?.n]));
    const before = Object.fromEntries(await counting());
    await repair();
    expect(Object.fromEntries(await counting())).toEqual({
      ...before,
      audit_events: Number(before.audit_events) + 1,
    });
    await inMaster({ generation: 1 });
    expect(await one("SELECT count(*) AS n FROM sqlite_master WHERE name = 'doctors_code'")).toEqual({
      n: 0,
    });
  });

  it("that does not help changes nothing", async () => {
    await damage(companyId, "DROP INDEX doctors_by_name", `INSERT INTO schema_guard VALUES ('x', 5, 5)`);
    const broken = { ...knowledge, parentOf: async () => Promise.reject(new Error("master is away")) };
    await damage(
      companyId,
      "UPDATE doctors SET region_id = 'nowhere'",
      "UPDATE cities SET region_id = 'nowhere'",
    );
    await expect(repair({ knowledge: broken })).rejects.toThrow("master is away");
    expect(await one("SELECT region_id FROM doctors")).toEqual({ region_id: "nowhere" });
    const id = newId();
    await add(await openTenant(companyId), id);
    expect(await one(`SELECT count(*) AS n FROM counters WHERE name = '${id}'`)).toEqual({ n: 1 });
  });
});
