import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { counters } from "@/drizzle/tenant/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { newestMigration } from "../migrations/files";
import { openTenant } from "../tenant";
import { write } from "../write";
import { ask, damage, doctorId, ids, knowledge, redefine, rows } from "./damage.fixture";
import { examineTenant } from "./examine-tenant";
import { type RepairOptions, repairTenant } from "./repair-tenant";
import { undoQuarantine } from "./undo-quarantine";

let started: Awaited<ReturnType<typeof testEngine>>;
let companyId: string;
beforeEach(async () => {
  started = await testEngine();
  ({ companyId } = await testCompany());
  await damage(companyId, ...rows);
});
afterEach(() => started.dispose());

const now = new Date("2026-11-21T12:00:00Z");
const repair = (options: Partial<RepairOptions> = {}) =>
  repairTenant(companyId, { actor: started.actor, knowledge, now, ...options });
const codes = async () => (await examineTenant(companyId, knowledge)).map(({ code }) => code);
const quarantined = () =>
  ask(
    companyId,
    "SELECT table_name, row, reason, reference FROM quarantined_rows WHERE restored_at IS NULL ORDER BY id",
  );
const one = async (sql: string) => (await ask(companyId, sql))[0];

/** All of it is well afterwards, and a second repair finds nothing to do. */
async function expectRepaired(quarantinedRows = 0) {
  const { generation, quarantined: aside, left } = await repair();
  expect(left.filter(({ severity }) => severity !== "note")).toEqual([]);
  expect(aside).toBe(quarantinedRows);
  expect(generation).toBe(2);
  expect(await repair()).toMatchObject({ generation: null, quarantined: 0, plan: { steps: [] } });
}

describe("the seeds' failures", () => {
  it("002: a table lacks columns, because a migration that the ledger names never ran on it", async () => {
    const count = await one("SELECT count(*) AS n FROM doctors");
    await redefine(companyId, "doctors", (sql) =>
      sql
        .replace(/\t`name_sort` text NOT NULL,\n\t`search_folded` text NOT NULL,\n/, "")
        .replace(/,\s*CONSTRAINT "doctors_search_check"[^\n]*/, ""),
    );
    const found = (await examineTenant(companyId, knowledge)).map(({ message }) => message);
    expect(found).toContain("doctors has no column name_sort.");
    expect(found).toContain("doctors has no column search_folded.");
    await expectRepaired();
    expect(await one("SELECT count(*) AS n FROM doctors")).toEqual(count);
    expect(await one("SELECT first_name, name_sort, search_folded FROM doctors")).toEqual({
      first_name: "Elçin",
      name_sort: "",
      search_folded: "",
    });
  });

  it("002: the ledger names a migration of which nothing is there", async () => {
    await damage(companyId, "DROP TABLE quarantined_rows");
    expect(await codes()).toContain("ledger.not-applied");
    await expectRepaired();
    expect(await one("SELECT count(*) AS n FROM quarantined_rows")).toEqual({ n: 0 });
  });

  it("002: a migration was applied, but the ledger does not know it", async () => {
    await damage(
      companyId,
      "DELETE FROM schema_ledger WHERE name >= '0002'",
      "DROP TRIGGER quarantined_rows_touch",
    );
    expect(await codes()).toEqual(expect.arrayContaining(["ledger.unrecorded"]));
    await expectRepaired();
    expect(await one("SELECT max(name) AS newest FROM schema_ledger")).toEqual({
      newest: newestMigration("tenant"),
    });
  });

  it("002: a migration simply was not applied", async () => {
    await damage(
      companyId,
      "DELETE FROM schema_ledger WHERE name >= '0004'",
      "DELETE FROM schema_guard WHERE migration >= '0004'",
      "DROP TABLE reference_bases",
      "DROP TABLE reference_sync",
    );
    expect(await codes()).toEqual(["registry.schema-version", "ledger.pending", "ledger.pending"]);
    await expectRepaired();
  });

  it("002: the ledger has a gap, or the hash of another file", async () => {
    await damage(
      companyId,
      "DELETE FROM schema_ledger WHERE name LIKE '0002%'",
      `UPDATE schema_ledger SET sha256 = '${"0".repeat(64)}' WHERE name LIKE '0001%'`,
    );
    expect(await codes()).toEqual(["ledger.changed", "ledger.gap"]);
    await expectRepaired();
  });

  it("004: rows point to a record that is only in the platform's database, which still knows it", async () => {
    const lost = "01a1fdbd-ef74-79ef-a3e6-ba49b4c7ab15";
    await damage(companyId, `UPDATE organization SET owner_id = '${lost}'`);
    const parentOf = async (_: string, table: string, key: Record<string, unknown>) =>
      table === "members" && key.id === lost
        ? { id: lost, first_name: "Nigar", last_name: "H", email: "n@example.com", is_owner: 1 }
        : null;
    const { generation, left } = await repair({ knowledge: { ...knowledge, parentOf } });
    expect(generation).toBe(2);
    expect(left).toEqual([]);
    expect(await one("SELECT first_name FROM organization JOIN members ON members.id = owner_id")).toEqual({
      first_name: "Nigar",
    });
    expect(await one("SELECT count(*) AS n FROM members")).toEqual({ n: 2 });
  });

  it("004: what nothing works without is not set aside", async () => {
    await damage(companyId, "UPDATE organization SET owner_id = 'nobody'");
    await expect(repair()).rejects.toMatchObject({ code: "Damaged", detail: { table: "organization" } });
    expect(await one("SELECT owner_id FROM organization")).toEqual({ owner_id: "nobody" });
    await write(await openTenant(companyId), started.actor, (tx) =>
      tx.insert(counters).values({ name: "works", value: 1 }),
    );
  });

  it("004: rows point to a record that nobody knows, and come back once it is there", async () => {
    const region = await one("SELECT * FROM regions");
    await damage(companyId, "DELETE FROM regions");
    await expectRepaired(4);
    // The doctor, its two search terms, and the city: each with what it pointed to.
    const aside = await quarantined();
    expect(aside.map((row) => row.table_name).sort()).toEqual([
      "cities",
      "doctor_terms",
      "doctor_terms",
      "doctors",
    ]);
    const doctor = aside.find((row) => row.table_name === "doctors");
    expect(JSON.parse(String(doctor?.row))).toMatchObject({
      id: doctorId,
      first_name: "Elçin",
      clinic_id: null,
    });
    expect(JSON.parse(String(doctor?.reference))).toEqual({ table: "regions", columns: { id: ids.region } });
    expect(await undoQuarantine(companyId, started.actor, now)).toMatchObject({
      restored: 0,
      waiting: { length: 4 },
    });
    await damage(companyId, {
      sql: `INSERT INTO regions (${Object.keys(region ?? {}).join(", ")}) VALUES (${Object.keys(region ?? {})
        .map(() => "?")
        .join(", ")})`,
      args: Object.values(region ?? {}) as string[],
    });
    expect(await undoQuarantine(companyId, started.actor, now)).toEqual({ restored: 4, waiting: [] });
    expect(await undoQuarantine(companyId, started.actor, now)).toEqual({ restored: 0, waiting: [] });
    expect(await one("SELECT first_name, code FROM doctors")).toEqual({
      first_name: "Elçin",
      code: "D-000001",
    });
    expect(await one("SELECT count(*) AS n FROM doctor_terms")).toEqual({ n: 2 });
    expect(await one("SELECT count(*) AS n FROM quarantined_rows")).toEqual({ n: 4 });
    expect(await examineTenant(companyId, knowledge)).toEqual([]);
  });

  it("004: updated_at is null", async () => {
    const nullable = (sql: string) => sql.replaceAll(/(`(?:created|updated)_at`[^\n]*) NOT NULL/g, "$1");
    await redefine(companyId, "members", nullable);
    await redefine(companyId, "regions", nullable);
    await redefine(companyId, "counters", nullable);
    await damage(
      companyId,
      "DROP TRIGGER members_touch",
      "UPDATE members SET created_at = 1234567890123, updated_at = NULL",
      "DROP TRIGGER regions_touch",
      "UPDATE regions SET created_at = NULL, updated_at = NULL",
      "DROP TRIGGER counters_touch",
      "UPDATE counters SET created_at = NULL, updated_at = NULL",
    );
    await expectRepaired();
    expect(await one("SELECT created_at, updated_at FROM members")).toEqual({
      created_at: 1234567890123,
      updated_at: 1234567890123,
    });
    const born = Number.parseInt(ids.region.replaceAll("-", "").slice(0, 12), 16);
    expect(await one("SELECT created_at, updated_at FROM regions")).toEqual({
      created_at: born,
      updated_at: born,
    });
    const { at } = (await one("SELECT min(applied_at) AS at FROM schema_ledger")) ?? {};
    expect(await one("SELECT created_at, updated_at FROM counters")).toEqual({
      created_at: at,
      updated_at: at,
    });
  });

  it("000: the platform's tables were left in a company's database", async () => {
    await damage(
      companyId,
      "CREATE TABLE catalogue_regions (id TEXT PRIMARY KEY, name_az TEXT, image BLOB, big INTEGER)",
      "INSERT INTO catalogue_regions VALUES ('a', 'Bakı', x'00FF', 9007199254740993), ('b', NULL, NULL, NULL)",
    );
    expect(await examineTenant(companyId, knowledge)).toMatchObject([
      { code: "schema.other-kind", detail: { table: "catalogue_regions", rows: 2 } },
    ]);
    await expectRepaired(2);
    const [first, second] = await quarantined();
    expect(first?.row).toBe('{"id":"a","name_az":"Bakı","image":{"$blob":"00FF"},"big":9007199254740993}');
    expect(second?.row).toBe('{"id":"b","name_az":null,"image":null,"big":null}');
    expect(first?.reason).toContain("CREATE TABLE catalogue_regions");
  });
});
