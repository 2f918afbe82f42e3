import { type Client, createClient } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { migrationsOf } from "../migrations/files";
import { applyMigrations } from "../migrations/ledger";
import { compareSchemas } from "./compare-schemas";
import { describeSchema } from "./describe-schema";
import { expectedSchemas } from "./expected-schema";

let client: Client;
beforeEach(() => {
  client = createClient({ url: ":memory:" });
});
afterEach(() => client.close());

const wanted = [
  `CREATE TABLE regions (id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL DEFAULT 'x', name TEXT COLLATE NOCASE,
    CONSTRAINT code_check CHECK (length("code") > 1))`,
  `CREATE TABLE cities (id TEXT PRIMARY KEY NOT NULL, region_id TEXT NOT NULL REFERENCES regions (id) ON DELETE CASCADE,
    n INTEGER UNIQUE, at INTEGER NOT NULL DEFAULT (CAST(1 AS INTEGER)))`,
  "CREATE UNIQUE INDEX cities_n ON cities (region_id, lower(id)) WHERE n IS NOT NULL",
  "CREATE TRIGGER cities_touch AFTER UPDATE ON cities BEGIN UPDATE cities SET n = 1 WHERE id = NEW.id; END",
  "CREATE VIEW numbered AS SELECT id FROM cities WHERE n > 0",
];

async function schemaOf(statements: readonly string[]) {
  const other = createClient({ url: ":memory:" });
  for (const statement of statements) await other.execute(statement);
  const schema = await describeSchema(other);
  other.close();
  return schema;
}

/** What is found when one statement, or none, is another. */
async function differences(at: number | null, ...instead: string[]) {
  const built = at === null ? wanted : [...wanted.slice(0, at), ...instead, ...wanted.slice(at + 1)];
  const found = compareSchemas(await schemaOf(wanted), await schemaOf(built));
  return found.map(({ kind, table, name }) => `${kind} ${table}.${name}`);
}

describe("comparing how databases are built", () => {
  it("finds the same in what is only written differently", async () => {
    const same = await differences(
      0,
      `create table "Regions_" (x); `,
      `CREATE TABLE [regions] ( -- a remark
        \`code\` text DEFAULT 'x' NOT NULL CHECK(LENGTH(code)>1), "id" text not null, name text collate nocase,
        primary key ("id"))`,
    );
    expect(same).toEqual(["table-extra Regions_.Regions_"]);
    expect(
      await differences(
        2,
        `create unique index "cities_n" on "cities" ("region_id" asc, LOWER( id )) where "n" is not null`,
      ),
    ).toEqual([]);
    expect(
      await differences(
        3,
        `CREATE TRIGGER IF NOT EXISTS \`cities_touch\` after update on \`cities\`
      begin update "cities" set n=1 where id=new.id; end`,
      ),
    ).toEqual([]);
    expect(await differences(null)).toEqual([]);
  });

  const cities = wanted[1] ?? "";
  const regions = wanted[0] ?? "";
  it.each<[string, number, string, string[]]>([
    ["another type", 0, regions.replace("code TEXT", "code INTEGER"), ["column-differs regions.code"]],
    ["a nullable column", 0, regions.replace("NOT NULL DEFAULT", "DEFAULT"), ["column-differs regions.code"]],
    ["another default", 0, regions.replace("'x'", "'X'"), ["column-differs regions.code"]],
    ["a default in other words", 1, cities.replace("CAST(1", "CAST(2"), ["column-differs cities.at"]],
    ["another collation", 0, regions.replace(" COLLATE NOCASE", ""), ["column-differs regions.name"]],
    ["no primary key", 0, regions.replace("PRIMARY KEY", ""), ["column-differs regions.id"]],
    [
      "a missing column",
      0,
      regions.replace(", name TEXT COLLATE NOCASE", ""),
      ["column-missing regions.name"],
    ],
    ["a column more", 0, regions.replace("name TEXT", "fax TEXT, name TEXT"), ["column-extra regions.fax"]],
    [
      "a column more that every row needs",
      0,
      regions.replace("name TEXT", "fax TEXT NOT NULL, name TEXT"),
      ["column-blocks regions.fax"],
    ],
    [
      "a changed check",
      0,
      regions.replace("> 1", "> 2"),
      ["check-missing regions.code_check", "check-extra regions.code_check"],
    ],
    ["an option", 0, `${regions} STRICT`, ["options-differ regions.regions"]],
    ["a table without rowid", 0, `${regions} WITHOUT ROWID`, ["options-differ regions.regions"]],
    [
      "a missing foreign key",
      1,
      cities.replace("REFERENCES regions (id) ON DELETE CASCADE", ""),
      ["foreign-key-missing cities.(region_id) → regions (id) on delete cascade"],
    ],
    [
      "a foreign key that does something else",
      1,
      cities.replace("CASCADE", "SET NULL"),
      [
        "foreign-key-missing cities.(region_id) → regions (id) on delete cascade",
        "foreign-key-extra cities.(region_id) → regions (id) on delete set null",
      ],
    ],
    ["a missing uniqueness", 1, cities.replace(" UNIQUE", ""), ["unique-missing cities.n"]],
    [
      "a uniqueness more",
      1,
      cities.replace("NULL DEFAULT", "NULL UNIQUE DEFAULT"),
      ["unique-extra cities.at"],
    ],
    ["a missing index", 2, "SELECT 1", ["index-missing cities.cities_n"]],
    [
      "an index that lets doubles in",
      2,
      (wanted[2] ?? "").replace("UNIQUE ", ""),
      ["index-differs cities.cities_n"],
    ],
    [
      "an index over less",
      2,
      (wanted[2] ?? "").replace(" WHERE n IS NOT NULL", " WHERE n IS NULL"),
      ["index-differs cities.cities_n"],
    ],
    ["a missing trigger", 3, "SELECT 1", ["trigger-missing cities.cities_touch"]],
    [
      "a trigger that does something else",
      3,
      (wanted[3] ?? "").replace("n = 1", "n = 2"),
      ["trigger-differs cities.cities_touch"],
    ],
    ["another view", 4, (wanted[4] ?? "").replace("> 0", "> 1"), ["view-differs numbered.numbered"]],
    ["a missing view", 4, "SELECT 1", ["view-missing numbered.numbered"]],
  ])("names %s", async (_, at, instead, found) => {
    expect(await differences(at, instead)).toEqual(found);
  });

  it("names what nobody knows, of every kind", async () => {
    const more = [
      "CREATE TABLE more (x)",
      "CREATE INDEX more_x ON more (x)",
      "CREATE VIEW mores AS SELECT x FROM more",
      "CREATE TRIGGER more_t AFTER DELETE ON more BEGIN SELECT 1; END",
    ];
    const found = compareSchemas(await schemaOf(wanted), await schemaOf([...wanted, ...more]));
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "table-extra more",
      "index-extra more_x",
      "trigger-extra more_t",
      "view-extra mores",
    ]);
  });

  it("finds nothing in a database that the migrations made, one at a time or all at once", async () => {
    const migrations = migrationsOf("tenant");
    await applyMigrations(client, migrations);
    const expected = await expectedSchemas(migrations);
    expect(expected).toHaveLength(migrations.length);
    const newest = expected.at(-1);
    if (!newest) throw new Error("There are no migrations.");
    expect(compareSchemas(newest, await describeSchema(client))).toEqual([]);
    expect(newest.tables.get("doctors")?.checks).toHaveLength(6);
    expect(newest.tables.get("doctors")?.foreignKeys).toHaveLength(4);
    expect([...newest.tables.keys()]).toEqual(expect.arrayContaining(["schema_ledger", "schema_guard"]));
  });
});
