import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/domain/id";
import { type Sqld, startSqld } from "@/lib/testing/sqld";
import { migrationsOf } from "../migrations/files";
import { applyMigrations } from "../migrations/ledger";
import { openUnpublished } from "../open-file";
import { LibsqlServer } from "../servers/libsql-server";
import { assertSameTables, checksumTables } from "./checksum-tables";
import { copyRows } from "./copy-rows";

let folder: string;
let sqld: Sqld;
let open: Client[];
beforeAll(async () => {
  sqld = await startSqld();
});
afterAll(() => sqld.stop());
beforeEach(() => {
  open = [];
  folder = mkdtempSync(join(tmpdir(), "medadmin-rows-"));
});
afterEach(() => {
  for (const client of open) client.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(key: string | null = null): Promise<Client> {
  const client = openUnpublished(join(folder, `${newId()}.db`), key, "rwc");
  open.push(client);
  return Promise.resolve(client);
}

async function namespace(): Promise<Client> {
  const ref = { id: "s", kind: "libsql-server" as const, url: sqld.url, adminUrl: sqld.adminUrl };
  const server = new LibsqlServer(ref, {
    signingKey: () => sqld.signingKey,
    adminAuthKey: null,
    template: async () => ({ name: "none", build: async () => {} }),
  });
  const name = { databaseId: newId(), generation: 1 };
  await server.createEmpty(name, null);
  const connection = await server.open(name, null);
  open.push(connection.reader, connection.writer);
  return connection.writer;
}

/** Everything that a client, a schema or JSON could spoil on the way. */
async function strange(): Promise<Client> {
  const client = await file();
  await client.executeMultiple(`
    CREATE TABLE anything (id INTEGER PRIMARY KEY, v, "odd ""name" TEXT);
    INSERT INTO anything (id, v) VALUES (-5, 9223372036854775807), (1, -9223372036854775808), (9007199254740993, 1.0),
      (2, 0.1), (3, 1e308), (4, 9e999), (5, -1.5e-300), (6, NULL), (7, ''), (8, x''), (9, x'00ff'), (10, 'line
break "quoted" ''single'' \\ back'), (11, CAST(x'410042' AS TEXT)), (12, CAST(x'ff41' AS TEXT)), (13, 'Gülşən Щукина 😀'),
      (14, '9223372036854775808'), (15, 't41'), (16, 3.141592653589793);
    CREATE TABLE pairs (a TEXT NOT NULL COLLATE NOCASE, b INTEGER NOT NULL, n INTEGER, twice INTEGER AS (n * 2) STORED,
      PRIMARY KEY (b, a)) WITHOUT ROWID;
    INSERT INTO pairs (a, b, n) VALUES ('x', 2, 1), ('y', 1, 2), ('Z', 1, 3), ('ə', -1, NULL);
    CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT);
    INSERT INTO counted (id, x) VALUES (41, 'a'); DELETE FROM counted;
    CREATE TABLE keyless (x, rowid TEXT);
    INSERT INTO keyless (_rowid_, x) VALUES (7, 'a'), (3, 'b'), (9, 'a');
    CREATE TABLE child (parent TEXT REFERENCES missing (id));
    CREATE UNIQUE INDEX counted_x ON counted (x);
    CREATE VIEW both AS SELECT a FROM pairs;
    CREATE TRIGGER keyless_added AFTER INSERT ON keyless BEGIN UPDATE keyless SET x = 'spoilt'; END;
    PRAGMA foreign_keys = OFF; INSERT INTO child VALUES ('nobody');`);
  return client;
}

/** A company's own schema, with rows in tables that triggers guard. */
async function company(rows = 3): Promise<Client> {
  const client = await file("1".repeat(64));
  await applyMigrations(client, migrationsOf("tenant"));
  await client.batch([
    "INSERT INTO identity (one, company_id, database_id, generation, epoch) VALUES (1, 'c', 'd', 1, 1)",
    {
      sql: `INSERT INTO counters (name, value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
      SELECT i || hex(zeroblob(500)), i FROM n`,
      args: [rows],
    },
    `INSERT INTO audit_events (seq, id, at, actor_name, action, subject_type, subject_id, hash, previous_hash)
      VALUES (1, 'e', 1, 'A', 'a.done', 'a', '1', '${"1".repeat(64)}', '${"0".repeat(64)}')`,
  ]);
  return client;
}

async function schemaOf(client: Client) {
  const { rows } = await client.execute(
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'libsql%' ORDER BY type, name",
  );
  return rows.map((row) => [row.type, row.name, row.sql]);
}

describe.each([
  ["a file", () => file("2".repeat(64))],
  ["a namespace of a libSQL server", namespace],
])("copyRows into %s", (_, target) => {
  it("keeps every value as it is stored, whatever it is", async () => {
    const [from, to] = [await strange(), await target()];
    expect(await copyRows(from, to)).toBe(18 + 4 + 3 + 1 + 1);
    const look = `SELECT id, hex(typeof(v) || quote(v)) || hex(v) AS v FROM anything ORDER BY id LIMIT 17`;
    expect((await to.execute(look)).rows.map((row) => row.v)).toEqual(
      (await from.execute(look)).rows.map((row) => row.v),
    );
    const rowids = "SELECT group_concat(_rowid_ || x) AS all_rows FROM keyless";
    expect((await to.execute(rowids)).rows[0]?.all_rows).toBe("3b,7a,9a");
    expect((await to.execute("SELECT twice FROM pairs WHERE a = 'z'")).rows[0]?.twice).toBe(6);
    assertSameTables(await checksumTables(from), await checksumTables(to));
  });

  it("keeps every real number that SQLite tells from another: minus zero is zero, and no number is nothing", async () => {
    const [from, to] = [await file(), await target()];
    await from.executeMultiple(`CREATE TABLE reals (id INTEGER PRIMARY KEY, r REAL, v);
      INSERT INTO reals (r, v) VALUES (-0.0, -0.0), (9e999 - 9e999, 9e999 - 9e999), (9e999, -9e999), (5e-324, -1e-320),
        (1.7976931348623157e308, 0.1 + 0.2), (-1.7976931348623157e308, 123456789012345680000.0), (-1.0, 2e15);`);
    await copyRows(from, to);
    assertSameTables(await checksumTables(from), await checksumTables(to));
    // What is infinite has no number in an answer of a libSQL server.
    const shown = (name: string) =>
      `typeof(${name}) AS t${name}, CASE WHEN abs(${name}) = 9e999 THEN CAST(${name} AS TEXT) ELSE ${name} END AS ${name}`;
    const bits = async (client: Client) =>
      (await client.execute(`SELECT ${shown("r")}, ${shown("v")} FROM reals ORDER BY id`)).rows.map(
        ({ tr, r, tv, v }) => [tr, r, tv, v],
      );
    const [before, after] = [await bits(from), await bits(to)];
    // A column of reals keeps no minus before zero. One without a type does, where no comparison and no text shows it.
    expect(before[0]).toEqual(["real", 0, "real", -0]);
    expect(before[1]).toEqual(["null", null, "null", null]);
    expect(after).toEqual([["real", 0, "real", 0], ...before.slice(1)]);
  });

  it("keeps what SQLite counts by itself, so that no number is given twice", async () => {
    const to = await target();
    await copyRows(await strange(), to);
    await to.execute("INSERT INTO counted (x) VALUES ('next')");
    expect((await to.execute("SELECT id FROM counted")).rows[0]?.id).toBe(42);
  });

  it("brings the schema as it is, with its triggers on guard and its foreign keys in force", async () => {
    const [from, to] = [await company(), await target()];
    await copyRows(from, to);
    expect(await schemaOf(to)).toEqual(await schemaOf(from));
    assertSameTables(await checksumTables(from), await checksumTables(to));
    await expect(to.execute("DELETE FROM audit_events")).rejects.toThrow();
    await expect(
      to.execute("INSERT INTO doctor_terms (term, doctor_id) VALUES ('x', 'nobody')"),
    ).rejects.toThrow("FOREIGN KEY");
  });

  it("goes on behind the last key when it was interrupted, at every batch", async () => {
    const [from, to] = [await company(2_000), await target()];
    let batches = 0;
    const dying = () =>
      copyRows(from, to, {
        onProgress: () => {
          batches++;
          throw new Error("killed");
        },
      });
    for (;;) {
      const before = batches;
      const ended = await dying().then(
        () => "done",
        (error: Error) => error.message,
      );
      if (ended === "done" && batches === before) break;
      expect(ended).toBe("killed");
    }
    expect(batches).toBeGreaterThan(6);
    assertSameTables(await checksumTables(from), await checksumTables(to));
    expect(await schemaOf(to)).toEqual(await schemaOf(from));
  });

  it("takes rows that are larger than a batch", async () => {
    const [from, to] = [await file(), await target()];
    await from.executeMultiple(`CREATE TABLE large (id TEXT PRIMARY KEY, v);
      INSERT INTO large VALUES ('a', 1), ('b', zeroblob(1500000)), ('c', hex(zeroblob(200000))), ('d', 2);`);
    expect(await copyRows(from, to)).toBe(4);
    assertSameTables(await checksumTables(from), await checksumTables(to));
  });

  it("refuses what rows cannot carry over", async () => {
    const [from, to] = [await file(), await target()];
    await from.execute("CREATE VIRTUAL TABLE found USING fts5(text)");
    await expect(copyRows(from, to)).rejects.toMatchObject({ code: "NotSupported" });
  });
});

describe("a row that a libSQL server does not take or give", () => {
  it.each([
    [
      "its key, in a table with one of its own",
      "(id TEXT PRIMARY KEY, v)",
      "'r-2', hex(zeroblob(1500000))",
      "r-2",
    ],
    ["its number, in one without", "(id, v)", "'r-2', zeroblob(3000000)", "1"],
    [
      "neither where the key is more than a name",
      "(id, v, PRIMARY KEY (id, v)) WITHOUT ROWID",
      "'r-2', zeroblob(3000000)",
      null,
    ],
  ])("is named by %s, when it is written", async (_, columns, values, row) => {
    const from = await file();
    await from.executeMultiple(`CREATE TABLE large ${columns}; INSERT INTO large VALUES (${values})`);
    const refused: unknown = await copyRows(from, await namespace()).catch((error) => error);
    expect(refused).toMatchObject({ code: "NotSupported", detail: { table: "large", row } });
    expect(String((refused as Error).message).length).toBeLessThan(300);
  });

  it("is named when it is read", async () => {
    const from = await namespace();
    await from.execute("CREATE TABLE large (id TEXT PRIMARY KEY, v)");
    await from.execute("INSERT INTO large VALUES ('r-1', 1), ('r-2', zeroblob(3000000))");
    const named = { code: "NotSupported", detail: { table: "large", row: "r-2" } };
    await expect(copyRows(from, await file())).rejects.toMatchObject(named);
    await expect(checksumTables(from)).rejects.toMatchObject(named);
  });
});

describe("checksumTables", () => {
  it.each([
    ["a changed text", "UPDATE counters SET name = 'x' WHERE value = 2", "counters"],
    ["a number that became a text", "UPDATE counters SET name = x'31' WHERE value = 2", "counters"],
    ["a missing row", "DELETE FROM counters WHERE value = 3", "counters"],
    ["rows that changed places", "UPDATE counters SET value = 5 - value WHERE value > 1", "counters"],
  ])("tells %s", async (_, change, table) => {
    const [from, to] = [await company(), await file()];
    await copyRows(from, to);
    await to.execute(change);
    const [original, copy] = [await checksumTables(from), await checksumTables(to)];
    expect(() => assertSameTables(original, copy)).toThrow(table);
  });

  it("does not mind which generation a database says it is", async () => {
    const [from, to] = [await company(), await file()];
    await copyRows(from, to);
    await to.execute("UPDATE identity SET generation = 2, epoch = 5");
    assertSameTables(await checksumTables(from), await checksumTables(to));
  });
});
