import type { Difference } from "./compare-schemas";
import { type Schema, type TableShape, timestamps } from "./schema-shape";
import { quoted } from "./sql-tokens";

/** A rule that the database lost, and the condition by which rows that break it are found. */
export interface BrokenRule {
  readonly table: string;
  /** What such rows do. */
  readonly rule: string;
  readonly where: string;
}

/** Rules that should hold and that the database does not enforce: rows may have broken them meanwhile. */
export function brokenRules(
  expected: Schema,
  actual: Schema,
  differences: readonly Difference[],
): BrokenRule[] {
  return differences.flatMap((difference): BrokenRule[] => {
    const index = expected.indexes.get(difference.name);
    const table = expected.tables.get(index?.table ?? difference.table);
    const found = actual.tables.get(table?.name ?? "");
    if (!table || !found) return [];
    return rulesOf(expected, table, found, difference);
  });
}

function rulesOf(
  expected: Schema,
  table: TableShape,
  found: TableShape,
  { kind, name, expected: wanted }: Difference,
): BrokenRule[] {
  const isThere = (columns: readonly string[]) => columns.every((column) => found.columns.has(column));
  if (kind === "check-missing") {
    const check = table.checks.find((each) => each.normalised === wanted);
    const reads = [...table.columns.keys()].filter((column) => mentions(wanted ?? "", column));
    if (!check || !isThere(reads)) return [];
    return [{ table: table.name, rule: `break the check ${name}`, where: `WHERE NOT (${check.sql})` }];
  }
  if (kind === "column-differs") {
    const column = table.columns.get(name);
    // Null timestamps and what has a default are filled, and are no reason to set a row aside.
    if (!column?.notNull || column.default !== null || timestamps.includes(name)) return [];
    return [{ table: table.name, rule: `have no ${name}`, where: `WHERE ${quoted(name)} IS NULL` }];
  }
  if (kind === "unique-missing") {
    const columns = name.split(", ");
    return isThere(columns) ? [doubles(table.name, `have the same ${name}`, columns.map(quoted), null)] : [];
  }
  const index = kind === "index-missing" || kind === "index-differs" ? expected.indexes.get(name) : undefined;
  if (!index?.unique) return [];
  const reads = [...table.columns.keys()].filter((column) => mentions(index.normalised, column));
  if (!isThere(reads)) return [];
  return [doubles(table.name, `have the same key in ${name}`, index.items, index.where)];
}

const mentions = (normalised: string, column: string) =>
  normalised.split(/[\s(),]+/).includes(column.toLowerCase());

/** All but one of those that are the same; where one of the values is null nothing is the same. */
function doubles(table: string, rule: string, items: readonly string[], where: string | null): BrokenRule {
  const counted = [
    ...items.map((item) => `(${bare(item)}) IS NOT NULL`),
    ...(where ? [`(${where})`] : []),
  ].join(" AND ");
  const keys = items.map(bare).join(", ");
  return {
    table,
    rule,
    where: `WHERE ${counted} AND rowid NOT IN (SELECT min(rowid) FROM ${quoted(table)} WHERE ${counted} GROUP BY ${keys})`,
  };
}

/** Without its direction. */
const bare = (item: string) => item.replace(/\s+(asc|desc)$/i, "");
