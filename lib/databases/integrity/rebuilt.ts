import type { Difference, DifferenceKind } from "./compare-schemas";
import type { Schema } from "./schema-shape";

const always: readonly DifferenceKind[] = [
  "column-missing",
  "column-differs",
  "column-blocks",
  "foreign-key-missing",
  "foreign-key-extra",
  "check-missing",
  "check-extra",
  "unique-missing",
  "unique-extra",
  "options-differ",
];

/**
 * Whether a table must be made anew to be what it should be. For a missing uniqueness too: rows that stand in its way
 * are found as they are copied.
 */
export function isRebuilt(expected: Schema, { kind, name }: Difference): boolean {
  if (kind === "index-missing" || kind === "index-differs")
    return expected.indexes.get(name)?.unique ?? false;
  return always.includes(kind);
}

export function tablesToRebuild(expected: Schema, differences: readonly Difference[]): Set<string> {
  return new Set(
    differences
      .filter((difference) => isRebuilt(expected, difference))
      .map((difference) => expected.indexes.get(difference.name)?.table ?? difference.table)
      .filter((table) => expected.tables.has(table)),
  );
}
