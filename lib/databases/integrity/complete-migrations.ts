import type { Client } from "@libsql/client";
import { applyMigrations } from "../migrations/ledger";
import type { Asked } from "./describe-schema";
import type { Expectation } from "./expectation";
import { type MigrationTrace, reachedCount } from "./migration-traces";
import { isWord, tokens } from "./sql-tokens";

/**
 * Enters what is there although the ledger does not know it, and files that changed since. The tables are as they
 * should be by then; of a migration that stopped halfway, what changes rows after that point is done now.
 */
export async function completeMigrations(
  tx: Asked,
  traces: readonly MigrationTrace[],
  now: number,
): Promise<void> {
  for (const trace of traces.slice(0, reachedCount(traces))) {
    for (const statement of remainingChanges(trace)) await tx.execute(statement);
    const { name, sha256 } = trace.migration;
    await tx.execute({
      sql: `INSERT INTO schema_ledger (name, sha256, applied_at, duration_ms) VALUES (?, ?, ?, 0)
            ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256 WHERE sha256 <> excluded.sha256`,
      args: [name, sha256, now],
    });
  }
}

/** Those that come after the last one that left a trace. A whole migration has none; one that never ran has all. */
export function remainingChanges({ migration, recorded, present, missing }: MigrationTrace): string[] {
  if (missing.length === 0 && (recorded !== null || present.length > 0)) return [];
  const last = migration.statements.findLastIndex((statement) => leftTrace(statement, present));
  return migration.statements.slice(last + 1).filter((statement) => {
    const [first] = tokens(statement);
    return isWord(first, "insert") || isWord(first, "update");
  });
}

function leftTrace(statement: string, present: readonly string[]): boolean {
  const all = tokens(statement);
  const said = all.map(({ text }) => text);
  return present.some((object) => {
    const [what = "", name = ""] = object.toLowerCase().split(/ (.*)/s);
    const [table = "", column = ""] = name.split(/\.([^.]*)$/);
    if (what === "column") {
      return isWord(all[0], "alter") && said.includes(table) && said.includes("add") && said.includes(column);
    }
    const place = said.indexOf(what);
    return (
      isWord(all[0], "create") && place > 0 && place < 4 && said.slice(place + 1, place + 5).includes(name)
    );
  });
}

/** What simply was not applied yet, as it always is. */
export async function applyTheRest(copy: Client, { migrations }: Expectation): Promise<void> {
  await applyMigrations(copy, migrations);
}
