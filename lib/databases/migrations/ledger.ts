import type { Client, InStatement } from "@libsql/client";
import { EngineError } from "../errors";
import type { Migration } from "./files";

export interface LedgerRow {
  readonly name: string;
  readonly sha256: string;
  /** Milliseconds UTC. */
  readonly appliedAt: number;
  readonly durationMs: number;
}

/** By which the refusal of the guard is known. */
export const guardName = "no_new_foreign_key_violations";

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
    CONSTRAINT ${guardName} CHECK (violations_after <= violations_before)
  )`,
];

/** Empty for a database that has no ledger yet. */
export async function readLedger(client: Pick<Client, "execute">): Promise<LedgerRow[]> {
  const found = await client
    .execute("SELECT name, sha256, applied_at, duration_ms FROM schema_ledger ORDER BY name")
    .catch((error: unknown) => {
      if (error instanceof Error && error.message.includes("no such table")) return { rows: [] };
      throw error;
    });
  return found.rows.map((row) => ({
    name: String(row.name),
    sha256: String(row.sha256),
    appliedAt: Number(row.applied_at),
    durationMs: Number(row.duration_ms),
  }));
}

/**
 * What is still to be applied.
 * @throws EngineError `MigrationMismatch` naming the migration and the problem: it was `changed` after it had been
 * applied; its file is `missing`; the database is `newer` than this code; the ledger has a `gap`; a file came `late`,
 * under a number that is taken already
 */
export function pendingMigrations(
  files: readonly Migration[],
  applied: readonly LedgerRow[],
): readonly Migration[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const { name, sha256 } of applied) {
    const file = known.get(name);
    if (!file) throw unknownHere(name, files.at(-1)?.name ?? "");
    if (file.sha256 !== sha256)
      throw mismatch(name, "changed", "was changed after it had been applied: put the file back as it was");
  }
  const done = new Set(applied.map((row) => row.name));
  const newest = applied.at(-1)?.name ?? "";
  const pending = files.filter((file) => !done.has(file.name));
  const earlier = pending.find((file) => file.name < newest);
  if (earlier) throw outOfOrder(earlier.name, newest, applied);
  return pending;
}

function unknownHere(name: string, newestFile: string): EngineError {
  const what = "was applied to this database, but this version of MedAdmin does not have it";
  return name > newestFile
    ? mismatch(name, "newer", `${what}: run the newer version`)
    : mismatch(name, "missing", `${what}: put the file back`);
}

/** Two branches that were merged both have a number; a number that nothing was applied under was skipped. */
function outOfOrder(name: string, newest: string, applied: readonly LedgerRow[]): EngineError {
  const isTaken = applied.some((row) => numberOf(row.name) === numberOf(name));
  const what = `is older than ${newest}, which is applied already`;
  return isTaken
    ? mismatch(name, "late", `${what}: give it a later number`)
    : mismatch(name, "gap", `${what}, and was skipped: "tenants doctor --repair" completes it`);
}

const numberOf = (name: string) => name.split("_", 1)[0];

function mismatch(migration: string, problem: string, what: string): EngineError {
  return new EngineError("MigrationMismatch", `Migration ${migration} ${what}.`, { migration, problem });
}

/**
 * Applies what is pending, each migration in a transaction of its own with its ledger row, so that there is no
 * half-applied one. Foreign keys are off while it runs (a table rebuild would cascade otherwise); a guard row
 * refuses the commit when the migration left more violations than it found.
 *
 * @param first goes before each migration in its transaction: what fails there stops it
 * @returns the names applied now
 * @throws EngineError `MigrationMismatch`, `MigrationFailed` (the database is as it was before that migration)
 */
export async function applyMigrations(
  client: Migrating,
  files: readonly Migration[],
  first: readonly InStatement[] = [],
): Promise<string[]> {
  const pending = pendingMigrations(files, await readLedger(client));
  if (pending.length === 0) return [];
  await makeLedger(client);
  const applied: string[] = [];
  for (const migration of pending) {
    await applyOne(client, migration, first);
    applied.push(migration.name);
  }
  return applied;
}

/** The tables in which the engine keeps what was applied; there already is fine. */
export async function makeLedger(client: Pick<Client, "execute">): Promise<void> {
  for (const statement of ledgerTables) await client.execute(statement);
}

/** How many rows refer to what is not there. */
export async function countViolations(client: Pick<Client, "execute">): Promise<number> {
  const { rows } = await client.execute("SELECT count(*) AS n FROM pragma_foreign_key_check");
  return Number(rows[0]?.n ?? 0);
}

/** All of a migration, for one transaction with foreign keys off: its own statements, the guard, the ledger's row. */
export function statementsOf(
  { name, sha256, statements }: Migration,
  violationsBefore: number,
  startedAt: number,
): InStatement[] {
  return [
    ...statements,
    {
      sql: `INSERT INTO schema_guard (migration, violations_before, violations_after)
            SELECT ?, ?, (SELECT count(*) FROM pragma_foreign_key_check)`,
      args: [name, violationsBefore],
    },
    {
      sql: `INSERT INTO schema_ledger (name, sha256, applied_at, duration_ms)
            VALUES (?, ?, ?, MAX(0, CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER) - ?))`,
      args: [name, sha256, startedAt, startedAt],
    },
  ];
}

export function migrationFailed(name: string, cause: unknown): EngineError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `Migration ${name} failed and was rolled back: ${why}`;
  return new EngineError("MigrationFailed", message, { migration: name }, { cause });
}

type Migrating = Pick<Client, "execute" | "migrate">;

async function applyOne(
  client: Migrating,
  migration: Migration,
  first: readonly InStatement[],
): Promise<void> {
  const before = await countViolations(client);
  try {
    await client.migrate([...first, ...statementsOf(migration, before, Date.now())]);
  } catch (cause) {
    if (await wasAppliedMeanwhile(client, migration)) return;
    throw migrationFailed(migration.name, cause);
  }
}

/** By another process that migrates the same remote database. */
async function wasAppliedMeanwhile(client: Migrating, { name, sha256 }: Migration): Promise<boolean> {
  const ledger = await readLedger(client).catch(() => []);
  return ledger.some((row) => row.name === name && row.sha256 === sha256);
}
