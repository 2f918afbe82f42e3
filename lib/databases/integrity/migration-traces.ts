import type { Migration } from "../migrations/files";
import type { LedgerRow } from "../migrations/ledger";
import { type Expectation, schemaAfter } from "./expectation";
import type { Schema } from "./schema-shape";

export interface MigrationTrace {
  readonly migration: Migration;
  readonly recorded: LedgerRow | null;
  /** What it makes that no earlier one made and no later one takes away: `table x`, `column x.y`, `index z` … */
  readonly present: readonly string[];
  readonly missing: readonly string[];
}

/** Of every migration, whether the ledger knows it and what of it is really there. */
export function migrationTraces(
  { migrations, schemas }: Expectation,
  ledger: readonly LedgerRow[],
  actual: Schema,
): MigrationTrace[] {
  const rows = new Map(ledger.map((row) => [row.name, row]));
  const lasting = objectsOf(schemaAfter(schemas, schemas.length));
  const found = objectsOf(actual);
  return migrations.map((migration, index) => {
    const before = objectsOf(schemaAfter(schemas, index));
    const made = [...objectsOf(schemaAfter(schemas, index + 1))].filter(
      (object) => !before.has(object) && lasting.has(object) && !isOfNewTable(object, before),
    );
    return {
      migration,
      recorded: rows.get(migration.name) ?? null,
      present: made.filter((object) => found.has(object)),
      missing: made.filter((object) => !found.has(object)),
    };
  });
}

/** How many migrations from the first the ledger speaks for: up to the newest it names, gaps or not. */
export function recordedCount(traces: readonly MigrationTrace[]): number {
  return traces.findLastIndex((trace) => trace.recorded !== null) + 1;
}

/** As `recordedCount`, and for what is there although the ledger does not name it. */
export function reachedCount(traces: readonly MigrationTrace[]): number {
  return traces.findLastIndex((trace) => trace.recorded !== null || trace.present.length > 0) + 1;
}

function objectsOf(schema: Schema): Set<string> {
  const tables = [...schema.tables.values()].filter((table) => !engineTables.includes(table.name));
  return new Set([
    ...tables.map((table) => `table ${table.name}`),
    ...tables.flatMap((table) => [...table.columns.keys()].map((column) => `column ${table.name}.${column}`)),
    ...[...schema.indexes.keys()].map((name) => `index ${name}`),
    ...[...schema.triggers.keys()].map((name) => `trigger ${name}`),
    ...[...schema.views.keys()].map((name) => `view ${name}`),
  ]);
}

/** The engine makes them before the first migration: they are traces of none. */
export const engineTables: readonly string[] = ["schema_ledger", "schema_guard"];

/** The table itself says it. */
function isOfNewTable(object: string, before: ReadonlySet<string>): boolean {
  const table = /^column (.+)\.[^.]+$/.exec(object)?.[1];
  return table !== undefined && !before.has(`table ${table}`);
}
