import type { Client } from "@libsql/client";
import { EngineError } from "../errors";
import type { Migration } from "./files";

export interface LedgerRow {
  readonly name: string;
  readonly sha256: string;
  /** Milliseconds UTC. */
  readonly appliedAt: number;
  readonly durationMs: number;
}

const ledgerTables = [
  `CREATE TABLE IF NOT EXISTS schema_ledger (
    name TEXT PRIMARY KEY NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    applied_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS schema_guard (
    migration TEXT PRIMARY KEY NOT NULL,
    violations_before INTEGER NOT NULL,
    violations_after INTEGER NOT NULL,
    CONSTRAINT no_new_foreign_key_violations CHECK (violations_after <= violations_before)
  )`,
];

export async function readLedger(client: Pick<Client, "execute">): Promise<LedgerRow[]> {
  const exists = await client.execute(
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_ledger'",
  );
  if (exists.rows.length === 0) return [];
  const rows = await client.execute(
    "SELECT name, sha256, applied_at, duration_ms FROM schema_ledger ORDER BY name",
  );
  return rows.rows.map((row) => ({
    name: String(row.name),
    sha256: String(row.sha256),
    appliedAt: Number(row.applied_at),
    durationMs: Number(row.duration_ms),
  }));
}

/**
 * What is still to be applied.
 * @throws EngineError `MigrationMismatch` naming the migration when an applied file changed, an applied one is
 * unknown to this code (the database is newer), or a pending one is older than an applied one.
 */
export function pendingMigrations(
  files: readonly Migration[],
  applied: readonly LedgerRow[],
): readonly Migration[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const row of applied) {
    const file = known.get(row.name);
    if (!file)
      throw mismatch(row.name, "was applied to this database, but this version of MedAdmin does not have it");
    if (file.sha256 !== row.sha256) throw mismatch(row.name, "was changed after it had been applied");
  }
  const done = new Set(applied.map((row) => row.name));
  const newest = applied.at(-1)?.name ?? "";
  const pending = files.filter((file) => !done.has(file.name));
  const late = pending.find((file) => file.name < newest);
  if (late) throw mismatch(late.name, `is older than ${newest}, which is applied already`);
  return pending;
}

function mismatch(migration: string, what: string): EngineError {
  return new EngineError("MigrationMismatch", `Migration ${migration} ${what}.`, { migration });
}

/**
 * Applies what is pending, each migration in a transaction of its own with its ledger row, so that there is no
 * half-applied one. Foreign keys are off while it runs (a table rebuild would cascade otherwise); a guard row
 * refuses the commit when the migration left more violations than it found.
 *
 * @returns the names applied now
 * @throws EngineError `MigrationMismatch`, `MigrationFailed` (the database is as it was before that migration)
 */
export async function applyMigrations(client: Client, files: readonly Migration[]): Promise<string[]> {
  const pending = pendingMigrations(files, await readLedger(client));
  if (pending.length === 0) return [];
  for (const statement of ledgerTables) await client.execute(statement);
  const applied: string[] = [];
  for (const migration of pending) {
    await applyOne(client, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  const before = await client.execute("SELECT count(*) AS n FROM pragma_foreign_key_check");
  const startedAt = Date.now();
  try {
    await client.migrate([
      ...migration.statements,
      {
        sql: `INSERT INTO schema_guard (migration, violations_before, violations_after)
              SELECT ?, ?, (SELECT count(*) FROM pragma_foreign_key_check)`,
        args: [migration.name, Number(before.rows[0]?.n ?? 0)],
      },
      {
        sql: `INSERT INTO schema_ledger (name, sha256, applied_at, duration_ms)
              VALUES (?, ?, ?, MAX(0, CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) - ?))`,
        args: [migration.name, migration.sha256, startedAt, startedAt],
      },
    ]);
  } catch (cause) {
    if (await wasAppliedMeanwhile(client, migration)) return;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new EngineError(
      "MigrationFailed",
      `Migration ${migration.name} failed and was rolled back: ${why}`,
      { migration: migration.name },
      { cause },
    );
  }
}

/** By another process that migrates the same remote database. */
async function wasAppliedMeanwhile(client: Client, { name, sha256 }: Migration): Promise<boolean> {
  const ledger = await readLedger(client).catch(() => []);
  return ledger.some((row) => row.name === name && row.sha256 === sha256);
}
