import type { Client, InStatement } from "@libsql/client";
import { EngineError } from "../errors";
import type { Wrapping } from "./wrapping";

const tables = [
  `CREATE TABLE keyring (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    kek_id TEXT NOT NULL,
    check_value TEXT NOT NULL,
    created_at INTEGER NOT NULL
  )`,
  `CREATE TABLE keys (
    id TEXT PRIMARY KEY NOT NULL,
    database_id TEXT,
    wrapped TEXT,
    created_at INTEGER NOT NULL,
    destroyed_at INTEGER,
    quarantine_reason TEXT,
    CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL AND database_id IS NOT NULL))
  )`,
  "CREATE UNIQUE INDEX keys_database ON keys (database_id)",
];

/** A database had one key for ever before keys could be replaced. */
const severalKeys = [
  "ALTER TABLE keys ADD COLUMN use TEXT NOT NULL DEFAULT 'current' CHECK (use IN ('current', 'coming', 'former'))",
  "ALTER TABLE keys ADD COLUMN until_generation INTEGER",
  "DROP INDEX keys_database",
  "CREATE UNIQUE INDEX keys_in_use ON keys (database_id, use) WHERE use <> 'former'",
];

const checkText = "medadmin keyring";

/** The keyring's file as it begins. */
export function fillKeyring(client: Client, wrapping: Wrapping): Promise<unknown> {
  return client.batch([...tables, ...severalKeys, header(wrapping, Date.now())], "write");
}

/** Which key-encryption key the keyring is wrapped with, in place of any other. */
export function header(wrapping: Wrapping, createdAt: number): InStatement {
  return {
    sql: `INSERT INTO keyring (one, kek_id, check_value, created_at) VALUES (1, ?, ?, ?)
          ON CONFLICT (one) DO UPDATE SET kek_id = excluded.kek_id, check_value = excluded.check_value`,
    args: [wrapping.kekId, wrapping.wrap(Buffer.from(checkText), "check"), createdAt],
  };
}

/** Brings a keyring of an earlier version, or one out of its backup, up to date. */
export async function migrateKeyring(writer: Client): Promise<void> {
  const columns = await writer.execute("SELECT 1 FROM pragma_table_info('keys') WHERE name = 'use'");
  if (columns.rows.length === 0) await writer.batch(severalKeys, "write");
}

/**
 * @param accepted the configured key-encryption key, and one that is about to take its place
 * @returns the one the keyring is wrapped with
 * @throws EngineError `WrongMasterKey`
 */
export async function verifyMasterKey(reader: Client, accepted: readonly Wrapping[]): Promise<Wrapping> {
  const [row] = (await reader.execute("SELECT kek_id, check_value FROM keyring WHERE one = 1")).rows;
  const found = accepted.find((wrapping) => row !== undefined && opens(wrapping, String(row.check_value)));
  if (found) return found;
  throw new EngineError(
    "WrongMasterKey",
    "The key-encryption key is not the one the keyring was written with. Restore KEY_ENCRYPTION_KEY or secrets/key-encryption.",
    { expected: row ? String(row.kek_id) : null, found: accepted[0]?.kekId ?? null },
  );
}

function opens(wrapping: Wrapping, checkValue: string): boolean {
  try {
    return wrapping.unwrap(checkValue, "check").toString() === checkText;
  } catch {
    // Not decipherable: another key.
    return false;
  }
}
