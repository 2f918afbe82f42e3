import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openUnpublished } from "../open-file";
import { type Migration, migrationsOf } from "./files";
import { applyMigrations, readLedger } from "./ledger";

let folder: string;
let client: Client;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "medadmin-ledger-"));
  client = openUnpublished(join(folder, "test.db"), null, "rwc");
});
afterEach(() => {
  client.close();
  rmSync(folder, { recursive: true, force: true });
});

const migration = (name: string, ...statements: string[]): Migration => ({
  name,
  statements,
  sha256: createHash("sha256").update(statements.join()).digest("hex"),
});
const parents = migration(
  "0000",
  "CREATE TABLE parent (id TEXT PRIMARY KEY)",
  "INSERT INTO parent VALUES ('p')",
);
const children = migration(
  "0001",
  "CREATE TABLE child (parent_id TEXT REFERENCES parent (id) ON DELETE CASCADE)",
  "INSERT INTO child VALUES ('p')",
);
const countOf = async (table: string) =>
  Number((await client.execute(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

describe("applyMigrations", () => {
  it("applies what is pending, in order, and enters each in the ledger", async () => {
    expect(await applyMigrations(client, [parents])).toEqual(["0000"]);
    expect(await applyMigrations(client, [parents, children])).toEqual(["0001"]);
    expect(await applyMigrations(client, [parents, children])).toEqual([]);
    expect((await readLedger(client)).map((row) => row.name)).toEqual(["0000", "0001"]);
  });

  it("takes a failing migration back whole", async () => {
    const failing = migration("0002", "CREATE TABLE third (x)", "INSERT INTO nowhere VALUES (1)");
    const applying = applyMigrations(client, [parents, children, failing]);
    await expect(applying).rejects.toMatchObject({ code: "MigrationFailed", detail: { migration: "0002" } });
    expect((await readLedger(client)).map((row) => row.name)).toEqual(["0000", "0001"]);
    await expect(countOf("third")).rejects.toThrow("no such table");
  });

  it("rebuilds a table without deleting what refers to it", async () => {
    const rebuild = migration(
      "0002",
      "CREATE TABLE new_parent (id TEXT PRIMARY KEY, name TEXT)",
      "INSERT INTO new_parent SELECT id, 'x' FROM parent",
      "DROP TABLE parent",
      "ALTER TABLE new_parent RENAME TO parent",
    );
    await applyMigrations(client, [parents, children, rebuild]);
    expect(await countOf("child")).toBe(1);
  });

  it("refuses a migration that leaves more dangling references than it found", async () => {
    const dangling = migration("0002", "DELETE FROM parent");
    const applying = applyMigrations(client, [parents, children, dangling]);
    await expect(applying).rejects.toMatchObject({ code: "MigrationFailed" });
    expect(await countOf("parent")).toBe(1);
  });

  it("enforces foreign keys again afterwards", async () => {
    await applyMigrations(client, [parents, children]);
    await expect(client.execute("INSERT INTO child VALUES ('nobody')")).rejects.toThrow("FOREIGN KEY");
  });

  const later = migration("0002_later", "CREATE TABLE later (x)");
  it.each([
    ["changed", "0000", [migration("0000", "CREATE TABLE other (x)"), children, later]],
    ["newer", "0002_later", [parents, children]],
    ["missing", "0001", [parents, later]],
    ["gap", "0001_skipped", [parents, migration("0001_skipped", "CREATE TABLE skipped (x)"), later]],
    ["late", "0002_earlier", [parents, migration("0002_earlier", "CREATE TABLE earlier (x)"), later]],
  ])("refuses a history with a migration that is %s, and names it", async (problem, name, files) => {
    const applied = problem === "gap" || problem === "late" ? [parents, later] : [parents, children, later];
    await applyMigrations(client, applied);
    const applying = applyMigrations(client, files);
    await expect(applying).rejects.toMatchObject({
      code: "MigrationMismatch",
      message: expect.stringContaining(`Migration ${name} `),
      detail: { migration: name, problem },
    });
    await expect(applyMigrations(client, applied)).resolves.toEqual([]);
  });
});

describe.each(["master", "tenant"] as const)("the %s schema", (kind) => {
  beforeEach(() => applyMigrations(client, migrationsOf(kind)).then(() => {}));

  it("keeps updated_at by a trigger wherever there is one", async () => {
    const rows = await client.execute(`
      SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND c.name = 'updated_at' AND NOT EXISTS (
        SELECT 1 FROM sqlite_master g WHERE g.type = 'trigger' AND g.tbl_name = t.name AND g.name = t.name || '_touch')`);
    expect(rows.rows.map((row) => row.name)).toEqual([]);
  });

  it("never lets created_at or updated_at be null", async () => {
    const rows = await client.execute(`
      SELECT t.name, c.name AS column FROM sqlite_master t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND c.name IN ('created_at', 'updated_at')
        AND (c."notnull" = 0 OR c.dflt_value IS NULL)`);
    expect(rows.rows).toEqual([]);
  });

  it("checks every state column", async () => {
    const rows = await client.execute(`
      SELECT t.name, t.sql FROM sqlite_master t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND c.name = 'state' AND t.sql NOT LIKE '%"state" IN (%'`);
    expect(rows.rows).toEqual([]);
  });
});
