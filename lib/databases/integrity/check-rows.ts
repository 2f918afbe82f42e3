import type { Row } from "@libsql/client";
import { brokenRules } from "./broken-rules";
import { count } from "./check-schema";
import type { Difference } from "./compare-schemas";
import type { Asked } from "./describe-schema";
import { finding, type IntegrityFinding } from "./finding";
import {
  type ForeignKeyShape,
  primaryKeyOf,
  type Schema,
  sayForeignKey,
  type TableShape,
  timestamps,
} from "./schema-shape";
import { quoted } from "./sql-tokens";

/** So many rows of a kind are named; the rest is counted. */
const named = 5;

/** Rows that are not what rows should be, also where the database itself would no longer object. */
export async function checkRows(
  client: Asked,
  expected: Schema,
  actual: Schema,
  differences: readonly Difference[],
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  for (const table of expected.tables.values()) {
    const found = actual.tables.get(table.name);
    if (!found) continue;
    findings.push(...(await checkTimestamps(client, table, found)));
    findings.push(...(await checkReferences(client, table, actual)));
  }
  findings.push(...(await checkOtherReferences(client, expected, actual)));
  for (const { table, rule, where } of brokenRules(expected, actual, differences)) {
    const rows = await count(client, table, where);
    if (rows === 0) continue;
    findings.push(finding("rows.breaking", `${say(rows)} of ${table} ${rule}.`, { table, rule, rows }));
  }
  return findings;
}

export const say = (rows: number) => (rows === 1 ? "1 row" : `${rows} rows`);

async function checkTimestamps(
  client: Asked,
  { name, columns }: TableShape,
  found: TableShape,
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  for (const column of timestamps.filter((each) => columns.get(each)?.notNull && found.columns.has(each))) {
    const rows = await count(client, name, `WHERE ${quoted(column)} IS NULL`);
    if (rows === 0) continue;
    findings.push(
      finding("rows.null-timestamp", `${say(rows)} of ${name} have no ${column}.`, {
        table: name,
        column,
        rows,
      }),
    );
  }
  return findings;
}

async function checkReferences(
  client: Asked,
  { name, foreignKeys }: TableShape,
  actual: Schema,
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  const found = actual.tables.get(name);
  for (const key of foreignKeys) {
    const has = (table: TableShape | undefined, columns: readonly string[]) =>
      columns.every((column) => table?.columns.has(column));
    if (!has(found, key.columns)) continue;
    const parent = actual.tables.get(key.parent);
    const lost = has(parent, key.parentColumns) ? orphans(key) : pointing(key);
    const rows = await count(client, name, lost);
    if (rows > 0) findings.push(orphaned(name, key, rows, await examples(client, found, key, lost)));
  }
  return findings;
}

/** Rows that point to what is not there; those with a null in the key point to nothing. */
export function orphans(key: ForeignKeyShape): string {
  const [mine, theirs] = [key.columns.map(quoted).join(", "), key.parentColumns.map(quoted)];
  const complete = theirs.map((column) => `${column} IS NOT NULL`).join(" AND ");
  return `${pointing(key)} AND (${mine}) NOT IN (SELECT ${theirs.join(", ")} FROM ${quoted(key.parent)} WHERE ${complete})`;
}

const pointing = (key: ForeignKeyShape) =>
  `WHERE ${key.columns.map((column) => `${quoted(column)} IS NOT NULL`).join(" AND ")}`;

function orphaned(
  table: string,
  key: ForeignKeyShape,
  rows: number,
  sample: readonly string[],
): IntegrityFinding {
  const message = `${say(rows)} of ${table} point to ${key.parent} that are not there, by ${key.columns.join(", ")}.`;
  return finding("rows.orphaned", message, {
    table,
    parent: key.parent,
    columns: key.columns,
    parentColumns: key.parentColumns,
    rows,
    examples: sample,
  });
}

async function examples(
  client: Asked,
  table: TableShape | undefined,
  key: ForeignKeyShape,
  where: string,
): Promise<string[]> {
  const own = table ? primaryKeyOf(table) : [];
  const shown = [...(own.length > 0 ? own : ["rowid"]), ...key.columns].map(quoted);
  const { rows } = await client.execute(
    `SELECT ${shown.join(", ")} FROM ${quoted(table?.name ?? "")} ${where} LIMIT ${named}`,
  );
  return rows.map((row: Row) => shown.map((_, at) => String(row[at])).join(" "));
}

/** Keys of tables that nobody knows, and keys that should not be: the database itself finds what they miss. */
async function checkOtherReferences(
  client: Asked,
  expected: Schema,
  actual: Schema,
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  for (const table of actual.tables.values()) {
    const known = new Set(expected.tables.get(table.name)?.foreignKeys.map(sayForeignKey));
    for (const key of table.foreignKeys.filter((each) => !known.has(sayForeignKey(each)))) {
      const parent = actual.tables.get(key.parent);
      const complete = key.parentColumns.every((column) => parent?.columns.has(column));
      const where = complete ? orphans(key) : pointing(key);
      const rows = await count(client, table.name, where);
      if (rows > 0) findings.push(orphaned(table.name, key, rows, await examples(client, table, key, where)));
    }
  }
  return findings;
}
