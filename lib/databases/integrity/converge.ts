import type { InValue } from "@libsql/client";
import { compareSchemas } from "./compare-schemas";
import { type Asked, describeSchema } from "./describe-schema";
import { rebuildTable } from "./rebuild-table";
import { tablesToRebuild } from "./rebuilt";
import { primaryKeyOf, type Schema } from "./schema-shape";
import type { SetAside } from "./set-aside";
import { quoted } from "./sql-tokens";

export interface Repairing {
  readonly aside: SetAside;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Tables of the platform, which have no place here. */
  readonly masterTables: ReadonlySet<string>;
  /** Tables whose rows or indexes SQLite complained about. */
  readonly complained: ReadonlySet<string>;
}

/** Makes a database be built as it should be, whatever it is like. What nobody knows is kept. */
export async function converge(tx: Asked, expected: Schema, repairing: Repairing): Promise<void> {
  const actual = await describeSchema(tx);
  await setAsideStrangers(tx, expected, actual, repairing);
  for (const table of expected.tables.values()) {
    if (!actual.tables.has(table.name)) await tx.execute(table.sql);
  }
  const differences = compareSchemas(expected, actual);
  for (const name of new Set([...tablesToRebuild(expected, differences), ...repairing.complained])) {
    const table = expected.tables.get(name);
    if (table) await rebuildTable(tx, table, { expected, actual }, repairing.aside, repairing.now);
  }
  await makeIndexes(tx, expected);
}

/** Timestamps are filled and rows are moved as they are: no trigger may have a say in it. */
export async function withoutTriggers<T>(tx: Asked, expected: Schema, work: () => Promise<T>): Promise<T> {
  const before = await describeSchema(tx);
  for (const name of before.triggers.keys()) await tx.execute(`DROP TRIGGER ${quoted(name)}`);
  for (const name of before.views.keys()) await tx.execute(`DROP VIEW ${quoted(name)}`);
  const done = await work();
  const strangers = <T extends { readonly name: string }>(
    all: ReadonlyMap<string, T>,
    known: ReadonlyMap<string, T>,
  ) => [...all.values()].filter(({ name }) => !known.has(name));
  const { tables } = await describeSchema(tx);
  const views = [...expected.views.values(), ...strangers(before.views, expected.views)];
  for (const { sql } of views) await tx.execute(sql);
  const triggers = [...expected.triggers.values(), ...strangers(before.triggers, expected.triggers)];
  for (const { sql, table } of triggers) {
    // What stood on a table that was taken away went with it.
    if (tables.has(table) || views.some(({ name }) => name === table)) await tx.execute(sql);
  }
  return done;
}

async function makeIndexes(tx: Asked, expected: Schema): Promise<void> {
  const { indexes } = await describeSchema(tx);
  for (const { name, normalised, sql } of expected.indexes.values()) {
    const found = indexes.get(name);
    if (found?.normalised === normalised) continue;
    if (found) await tx.execute(`DROP INDEX ${quoted(name)}`);
    await tx.execute(sql);
  }
}

/** Rows of the platform go where nobody reads them by mistake; a table is taken away only when nothing is in it. */
async function setAsideStrangers(
  tx: Asked,
  expected: Schema,
  actual: Schema,
  { aside, masterTables }: Repairing,
): Promise<void> {
  for (const table of actual.tables.values()) {
    if (expected.tables.has(table.name) || !masterTables.has(table.name)) continue;
    const keys = table.options.includes("WITHOUT ROWID") ? primaryKeyOf(table).map(quoted) : ["rowid"];
    const where = keys.map((key) => `${key} IS ?`).join(" AND ");
    const columns = [...table.columns.values()].filter(({ generated }) => !generated).map(({ name }) => name);
    const { rows } = await tx.execute(`SELECT ${keys.join(", ")} FROM ${quoted(table.name)}`);
    for (const row of rows) {
      const args = keys.map((_, at): InValue => row[at] ?? null);
      const from = { from: table.name, table: table.name, columns, where, args };
      await aside.take(tx, from, `The table belongs to the platform's database: ${table.sql}`, null);
    }
    await tx.execute(`DROP TABLE ${quoted(table.name)}`);
  }
}
