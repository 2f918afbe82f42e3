import { compareTables } from "./compare-tables";
import type { Schema } from "./schema-shape";

export type DifferenceKind =
  | "table-missing"
  | "table-extra"
  | "column-missing"
  | "column-differs"
  /** One that nobody knows and that a new row cannot do without. */
  | "column-blocks"
  | "column-extra"
  | "foreign-key-missing"
  | "foreign-key-extra"
  | "check-missing"
  | "check-extra"
  | "unique-missing"
  | "unique-extra"
  | "options-differ"
  | "index-missing"
  | "index-differs"
  | "index-extra"
  | "trigger-missing"
  | "trigger-differs"
  | "trigger-extra"
  | "view-missing"
  | "view-differs"
  | "view-extra";

export interface Difference {
  readonly kind: DifferenceKind;
  /** Of a view, its own name. */
  readonly table: string;
  /** Of the column, constraint, index, trigger or view; of a table its own. */
  readonly name: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** All in which a database is not built as it should be, tables first. */
export function compareSchemas(expected: Schema, actual: Schema): Difference[] {
  const differences: Difference[] = [];
  for (const table of expected.tables.values()) {
    const found = actual.tables.get(table.name);
    if (found) differences.push(...compareTables(table, found));
    else
      differences.push({
        kind: "table-missing",
        table: table.name,
        name: table.name,
        expected: "",
        actual: null,
      });
  }
  for (const { name } of actual.tables.values()) {
    if (!expected.tables.has(name))
      differences.push({ kind: "table-extra", table: name, name, expected: null, actual: "" });
  }
  return [
    ...differences,
    ...compareCode("index", expected.indexes, actual.indexes),
    ...compareCode("trigger", expected.triggers, actual.triggers),
    ...compareCode("view", expected.views, actual.views),
  ];
}

interface Code {
  readonly name: string;
  readonly table: string;
  readonly normalised: string;
}

function compareCode(
  what: "index" | "trigger" | "view",
  expected: ReadonlyMap<string, Code>,
  actual: ReadonlyMap<string, Code>,
): Difference[] {
  const differences: Difference[] = [];
  for (const { name, table, normalised } of expected.values()) {
    const found = actual.get(name);
    if (found?.normalised === normalised) continue;
    const kind = found ? (`${what}-differs` as const) : (`${what}-missing` as const);
    differences.push({ kind, table, name, expected: normalised, actual: found?.normalised ?? null });
  }
  for (const { name, table, normalised } of actual.values()) {
    if (expected.has(name)) continue;
    differences.push({ kind: `${what}-extra`, table, name, expected: null, actual: normalised });
  }
  return differences;
}
