import { randomBytes } from "node:crypto";
import type { Client, InStatement } from "@libsql/client";
import { newId } from "@/lib/domain/id";
import { type Connection, retryWhileBusy } from "../connection";
import { createFile } from "../create-file";
import { EngineError } from "../errors";
import { openFile } from "../open-file";
import type { KeyEntry, Keyring } from "./keyring";
import { Wrapping } from "./wrapping";

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

const checkText = "medadmin keyring";

/**
 * Opens the keyring in a file, and makes it when it is not there.
 * @throws EngineError `WrongMasterKey` when another key-encryption key wrote it
 */
export async function openKeyring(path: string, kek: string): Promise<Keyring> {
  const wrapping = new Wrapping(kek);
  await createFile(path, (client) => fill(client, wrapping));
  const connection = await openFile(path, null);
  try {
    await verifyMasterKey(connection.reader, wrapping);
    return new FileKeyring(connection, wrapping);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function fill(client: Client, wrapping: Wrapping): Promise<unknown> {
  const header: InStatement = {
    sql: "INSERT INTO keyring (one, kek_id, check_value, created_at) VALUES (1, ?, ?, ?)",
    args: [wrapping.kekId, wrapping.wrap(Buffer.from(checkText), "check"), Date.now()],
  };
  return client.batch([...tables, header], "write");
}

async function verifyMasterKey(reader: Client, wrapping: Wrapping): Promise<void> {
  const [row] = (await reader.execute("SELECT kek_id, check_value FROM keyring WHERE one = 1")).rows;
  try {
    if (row && wrapping.unwrap(String(row.check_value), "check").toString() === checkText) return;
  } catch {
    // Not decipherable: another key.
  }
  throw new EngineError(
    "WrongMasterKey",
    "The key-encryption key is not the one the keyring was written with. Restore KEY_ENCRYPTION_KEY or secrets/key-encryption.",
    { expected: row ? String(row.kek_id) : null, found: wrapping.kekId },
  );
}

class FileKeyring implements Keyring {
  constructor(
    private readonly connection: Connection,
    private readonly wrapping: Wrapping,
  ) {}

  async issue(databaseId: string): Promise<string> {
    const existing = await this.#idOf(databaseId);
    if (existing) return existing;
    const id = newId();
    const wrapped = this.wrapping.wrap(randomBytes(32), context(id, databaseId));
    await this.#write([
      {
        sql: `INSERT INTO keys (id, database_id, wrapped, created_at) VALUES (?, ?, ?, ?)
              ON CONFLICT (database_id) DO NOTHING`,
        args: [id, databaseId, wrapped, Date.now()],
      },
    ]);
    return (await this.#idOf(databaseId)) ?? id;
  }

  async reveal(keyId: string): Promise<string> {
    const found = await this.connection.reader.execute({
      sql: "SELECT database_id, wrapped FROM keys WHERE id = ? AND destroyed_at IS NULL",
      args: [keyId],
    });
    const row = found.rows[0];
    if (!row) throw missing(keyId, "was destroyed or never made");
    try {
      return this.wrapping
        .unwrap(String(row.wrapped), context(keyId, String(row.database_id)))
        .toString("hex");
    } catch {
      throw missing(keyId, "is damaged in the keyring");
    }
  }

  async destroy(keyId: string): Promise<void> {
    await this.#write([
      // Overwrites what the row's pages held; the checkpoint does the same to the log.
      "PRAGMA secure_delete = ON",
      {
        sql: "UPDATE keys SET wrapped = NULL, database_id = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL",
        args: [Date.now(), keyId],
      },
      "PRAGMA wal_checkpoint(TRUNCATE)",
    ]);
  }

  async quarantine(keyId: string, reason: string): Promise<void> {
    await this.#write([{ sql: "UPDATE keys SET quarantine_reason = ? WHERE id = ?", args: [reason, keyId] }]);
  }

  async list(): Promise<KeyEntry[]> {
    const found = await this.connection.reader.execute(
      "SELECT id, database_id, created_at, destroyed_at, quarantine_reason FROM keys ORDER BY id",
    );
    return found.rows.map((row) => ({
      id: String(row.id),
      databaseId: row.database_id === null ? null : String(row.database_id),
      createdAt: Number(row.created_at),
      destroyedAt: row.destroyed_at === null ? null : Number(row.destroyed_at),
      quarantineReason: row.quarantine_reason === null ? null : String(row.quarantine_reason),
    }));
  }

  async close(): Promise<void> {
    await this.connection.queue.pause();
    this.connection.close();
  }

  async #idOf(databaseId: string): Promise<string | undefined> {
    const found = await this.connection.reader.execute({
      sql: "SELECT id FROM keys WHERE database_id = ?",
      args: [databaseId],
    });
    const id = found.rows[0]?.id;
    return id === undefined ? undefined : String(id);
  }

  #write(statements: readonly InStatement[]): Promise<void> {
    const { queue, writer } = this.connection;
    return queue.run(() =>
      retryWhileBusy(writer, async () => {
        for (const statement of statements) await writer.execute(statement);
      }),
    );
  }
}

const context = (keyId: string, databaseId: string) => `${keyId}:${databaseId}`;

function missing(keyId: string, what: string): EngineError {
  return new EngineError("KeyMissing", `The company's key ${what}.`, { keyId });
}
