import type { Difference, DifferenceKind } from "./compare-schemas";
import { type ColumnShape, sayForeignKey, type TableShape } from "./schema-shape";

/** In what a table that is there is not what it should be. The order of its columns does not matter. */
export function compareTables(expected: TableShape, actual: TableShape): Difference[] {
  const table = expected.name;
  return [
    ...compareColumns(expected, actual),
    ...compareLists("foreign-key", table, keysOf(expected), keysOf(actual)),
    ...compareLists("check", table, checksOf(expected), checksOf(actual)),
    ...compareLists("unique", table, listOf(expected.uniques), listOf(actual.uniques)),
    ...compareOptions(expected, actual),
  ];
}

function compareColumns({ name: table, columns }: TableShape, actual: TableShape): Difference[] {
  const differences: Difference[] = [];
  for (const column of columns.values()) {
    const found = actual.columns.get(column.name);
    const [wanted, is] = [sayColumn(column), found ? sayColumn(found) : null];
    if (wanted === is) continue;
    const kind = found ? "column-differs" : "column-missing";
    differences.push({ kind, table, name: column.name, expected: wanted, actual: is });
  }
  for (const column of actual.columns.values()) {
    if (columns.has(column.name)) continue;
    const blocks = (column.notNull && column.default === null) || column.primaryKey > 0;
    const kind = blocks && !column.generated ? "column-blocks" : "column-extra";
    differences.push({ kind, table, name: column.name, expected: null, actual: sayColumn(column) });
  }
  return differences;
}

/** `TEXT not null default 1`. */
function sayColumn({
  type,
  notNull,
  default: byDefault,
  primaryKey,
  collation,
  generated,
}: ColumnShape): string {
  return [
    type || "no type",
    notNull && "not null",
    byDefault !== null && `default ${byDefault}`,
    primaryKey > 0 && `primary key ${primaryKey}`,
    collation !== null && `collate ${collation}`,
    generated && "generated",
  ]
    .filter((part) => part !== false)
    .join(" ");
}

/** How it is compared, and how it is named. */
type Listed = ReadonlyMap<string, string>;

const keysOf = (table: TableShape): Listed => listOf(table.foreignKeys.map(sayForeignKey));
const checksOf = (table: TableShape): Listed =>
  new Map(table.checks.map((check) => [check.normalised, check.name ?? check.sql]));
const listOf = (all: readonly string[]): Listed => new Map(all.map((each) => [each, each]));

function compareLists(
  what: "foreign-key" | "check" | "unique",
  table: string,
  expected: Listed,
  actual: Listed,
): Difference[] {
  const only = (these: Listed, those: Listed) => [...these].filter(([key]) => !those.has(key));
  const missing = only(expected, actual).map(([key, name]) => ({
    kind: `${what}-missing` as DifferenceKind,
    table,
    name,
    expected: key,
    actual: null,
  }));
  const extra = only(actual, expected).map(([key, name]) => ({
    kind: `${what}-extra` as DifferenceKind,
    table,
    name,
    expected: null,
    actual: key,
  }));
  return [...missing, ...extra];
}

function compareOptions(expected: TableShape, actual: TableShape): Difference[] {
  const [wanted, found] = [expected.options.join(" "), actual.options.join(" ")];
  if (wanted === found) return [];
  return [
    { kind: "options-differ", table: expected.name, name: expected.name, expected: wanted, actual: found },
  ];
}
