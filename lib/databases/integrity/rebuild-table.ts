import { setImmediate as turn } from "node:timers/promises";
import type { InValue } from "@libsql/client";
import type { Asked } from "./describe-schema";
import { valueFor } from "./filled-values";
import { reasonOf } from "./finding";
import { primaryKeyOf, type Schema, type TableShape } from "./schema-shape";
import type { SetAside } from "./set-aside";
import { quoted } from "./sql-tokens";

const former = "__former";

/**
 * Makes a table anew as it should be, with the rows of the one that was. Columns that nobody knows come along; rows
 * that the new table refuses are set aside. Foreign keys are off, triggers are gone, and renaming touches nothing
 * else: whoever calls has seen to that.
 */
export async function rebuildTable(
  tx: Asked,
  table: TableShape,
  { expected, actual }: { expected: Schema; actual: Schema },
  aside: SetAside,
  now: number,
): Promise<void> {
  const was = actual.tables.get(table.name);
  if (!was) return;
  const indexes = [...actual.indexes.values()].filter((index) => index.table === table.name);
  for (const { name } of indexes) await tx.execute(`DROP INDEX ${quoted(name)}`);
  await tx.execute(`ALTER TABLE ${quoted(table.name)} RENAME TO ${former}`);
  await tx.execute(table.sql);
  const kept = [...was.columns.values()].filter(
    ({ name, generated }) => !table.columns.has(name) && !generated,
  );
  for (const { name, type } of kept) {
    await tx.execute(`ALTER TABLE ${quoted(table.name)} ADD COLUMN ${quoted(name)} ${type}`);
  }
  const wanted = [...expected.indexes.values()].filter((index) => index.table === table.name);
  for (const { sql, unique } of wanted) if (unique) await tx.execute(sql);
  const values = new Map([
    ...[...table.columns.values()]
      .filter(({ generated }) => !generated)
      .map((column) => [quoted(column.name), valueFor(column, was, now)] as const),
    ...kept.map(({ name }) => [quoted(name), quoted(name)] as const),
  ]);
  await copyRows(tx, was, rowidToo(table, was, values), aside);
  await tx.execute(`DROP TABLE ${former}`);
  const others = indexes.filter(({ name }) => !expected.indexes.has(name));
  for (const { sql } of [...wanted.filter(({ unique }) => !unique), ...others]) await tx.execute(sql);
}

type Values = ReadonlyMap<string, string>;

/** Rows without a whole number for a key keep the number SQLite gave them, so that they stay in their order. */
function rowidToo(table: TableShape, was: TableShape, values: Values): Values {
  const [key, ...more] = primaryKeyOf(table).map((name) => table.columns.get(name));
  const isNumber = more.length === 0 && key?.type === "INTEGER";
  const isNamed = [...table.columns.keys(), ...was.columns.keys()].includes("rowid");
  if (isNumber || isNamed || [...table.options, ...was.options].includes("WITHOUT ROWID")) return values;
  return new Map([["rowid", "rowid"], ...values]);
}

/** All at once where the new table takes them all, else one by one. */
async function copyRows(tx: Asked, was: TableShape, values: Values, aside: SetAside): Promise<void> {
  const [counted] = (await tx.execute(`SELECT count(*) AS n FROM ${former}`)).rows;
  const into = `INTO ${quoted(was.name)} (${[...values.keys()].join(", ")}) SELECT ${[...values.values()].join(", ")} FROM ${former}`;
  await tx.execute("SAVEPOINT copying");
  const { rowsAffected } = await tx.execute(`INSERT OR IGNORE ${into}`);
  if (rowsAffected === Number(counted?.n)) {
    await tx.execute("RELEASE copying");
    return;
  }
  await tx.execute("ROLLBACK TO copying");
  await tx.execute("RELEASE copying");
  const keys = was.options.includes("WITHOUT ROWID") ? primaryKeyOf(was).map(quoted) : ["rowid"];
  const where = keys.map((key) => `${key} IS ?`).join(" AND ");
  const { rows } = await tx.execute(`SELECT ${keys.join(", ")} FROM ${former} ORDER BY ${keys.join(", ")}`);
  for (const [at, row] of rows.entries()) {
    if (at % 500 === 499) await turn();
    const args = keys.map((_, index): InValue => row[index] ?? null);
    const refused = await tx
      .execute({ sql: `INSERT ${into} WHERE ${where}`, args })
      .then(() => null, reasonOf);
    if (refused === null) continue;
    const columns = [...was.columns.values()].filter(({ generated }) => !generated).map(({ name }) => name);
    await aside.take(tx, { from: former, table: was.name, columns, where, args }, reason(refused), null);
  }
}

/** Without the code in front that says the same again. */
const reason = (message: string) => message.replace(/^SQLITE_\w+: /, "");
