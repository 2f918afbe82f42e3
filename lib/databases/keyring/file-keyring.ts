import { randomBytes } from "node:crypto";
import type { Client, InStatement } from "@libsql/client";
import { newId } from "@/lib/domain/id";
import { type Connection, retryWhileBusy } from "../connection";
import { createFile } from "../create-file";
import { EngineError } from "../errors";
import { openFile } from "../open-file";
import type { KeyEntry, Keyring, KeyUse } from "./keyring";
import { fillKeyring, header, migrateKeyring, verifyMasterKey } from "./keyring-file";
import { Wrapping } from "./wrapping";

/**
 * Opens the keyring in a file, and makes it when it is not there.
 * @param nextKek also accepted: the key-encryption key that is about to take the place of the first
 * @throws EngineError `WrongMasterKey` when another key-encryption key wrote it
 */
export async function openKeyring(
  path: string,
  kek: string,
  nextKek: string | null = null,
): Promise<Keyring> {
  const configured = new Wrapping(kek);
  await createFile(path, (client) => fillKeyring(client, configured));
  const connection = await openFile(path, null);
  try {
    const accepted = nextKek === null ? [configured] : [configured, new Wrapping(nextKek)];
    const wrapping = await verifyMasterKey(connection.reader, accepted);
    await migrateKeyring(connection.writer);
    return new FileKeyring(connection, wrapping);
  } catch (error) {
    connection.close();
    throw error;
  }
}

class FileKeyring implements Keyring {
  /** What was read just before all keys were wrapped anew is still understood. */
  #before: Wrapping | null = null;

  constructor(
    private readonly connection: Connection,
    private wrapping: Wrapping,
  ) {}

  get kekId(): string {
    return this.wrapping.kekId;
  }

  issue(databaseId: string): Promise<string> {
    return this.#issue(databaseId, "current");
  }

  issueNext(databaseId: string): Promise<string> {
    return this.#issue(databaseId, "coming");
  }

  async promote(keyId: string, untilGeneration: number): Promise<void> {
    await this.#write(async (writer) => {
      const former = {
        sql: `UPDATE keys SET use = 'former', until_generation = ? WHERE use = 'current'
              AND database_id = (SELECT database_id FROM keys WHERE id = ? AND use = 'coming')`,
        args: [untilGeneration, keyId],
      };
      const current = {
        sql: "UPDATE keys SET use = 'current' WHERE id = ? AND use = 'coming'",
        args: [keyId],
      };
      await writer.batch([former, current], "write");
    });
  }

  async reveal(keyId: string): Promise<string> {
    const found = await this.connection.reader.execute({
      sql: "SELECT database_id, wrapped FROM keys WHERE id = ? AND destroyed_at IS NULL",
      args: [keyId],
    });
    const row = found.rows[0];
    if (!row) throw missing(keyId, "was destroyed or never made");
    const bound = context(keyId, String(row.database_id));
    for (const wrapping of [this.wrapping, this.#before]) {
      try {
        if (wrapping) return wrapping.unwrap(String(row.wrapped), bound).toString("hex");
      } catch {
        // Wrapped by the other one, or damaged.
      }
    }
    throw missing(keyId, "is damaged in the keyring");
  }

  async destroy(keyId: string): Promise<void> {
    await this.#write(async (writer) => {
      // Overwrites what the row's pages held; the checkpoint does the same to the log.
      await writer.execute("PRAGMA secure_delete = ON");
      await writer.execute({
        sql: "UPDATE keys SET wrapped = NULL, database_id = NULL, destroyed_at = ? WHERE id = ? AND destroyed_at IS NULL",
        args: [Date.now(), keyId],
      });
      await writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    });
  }

  async quarantine(keyId: string, reason: string): Promise<void> {
    await this.#write((writer) =>
      writer.execute({ sql: "UPDATE keys SET quarantine_reason = ? WHERE id = ?", args: [reason, keyId] }),
    );
  }

  async list(): Promise<KeyEntry[]> {
    const found = await this.connection.reader.execute(
      `SELECT id, database_id, use, until_generation, created_at, destroyed_at, quarantine_reason
       FROM keys ORDER BY id`,
    );
    return found.rows.map((row) => ({
      id: String(row.id),
      databaseId: row.database_id === null ? null : String(row.database_id),
      use: String(row.use) as KeyUse,
      untilGeneration: row.until_generation === null ? null : Number(row.until_generation),
      createdAt: Number(row.created_at),
      destroyedAt: row.destroyed_at === null ? null : Number(row.destroyed_at),
      quarantineReason: row.quarantine_reason === null ? null : String(row.quarantine_reason),
    }));
  }

  async rewrap(kek: string): Promise<number> {
    const to = new Wrapping(kek);
    let count = 0;
    await this.#write(async (writer) => {
      // In its turn: all keys may have been wrapped anew meanwhile.
      const from = this.wrapping;
      const { rows } = await writer.execute(
        "SELECT id, database_id, wrapped FROM keys WHERE destroyed_at IS NULL",
      );
      const rewrapped = rows.map(({ id, database_id, wrapped }): InStatement => {
        const bound = context(String(id), String(database_id));
        const key = from.unwrap(String(wrapped), bound);
        return { sql: "UPDATE keys SET wrapped = ? WHERE id = ?", args: [to.wrap(key, bound), String(id)] };
      });
      await writer.execute("PRAGMA secure_delete = ON");
      await writer.batch([header(to, Date.now()), ...rewrapped], "write");
      [this.#before, this.wrapping, count] = [from, to, rewrapped.length];
      await writer.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    });
    return count;
  }

  async close(): Promise<void> {
    await this.connection.queue.pause();
    this.connection.close();
  }

  async #issue(databaseId: string, use: KeyUse): Promise<string> {
    const existing = await this.#idOf(databaseId, use);
    if (existing) return existing;
    const id = newId();
    await this.#write((writer) =>
      writer.execute({
        sql: `INSERT INTO keys (id, database_id, use, wrapped, created_at) VALUES (?, ?, ?, ?, ?)
              ON CONFLICT DO NOTHING`,
        // Here, and not before its turn: all keys may have been wrapped anew meanwhile.
        args: [id, databaseId, use, this.wrapping.wrap(randomBytes(32), context(id, databaseId)), Date.now()],
      }),
    );
    return (await this.#idOf(databaseId, use)) ?? id;
  }

  async #idOf(databaseId: string, use: KeyUse): Promise<string | undefined> {
    const found = await this.connection.reader.execute({
      sql: "SELECT id FROM keys WHERE database_id = ? AND use = ?",
      args: [databaseId, use],
    });
    const id = found.rows[0]?.id;
    return id === undefined ? undefined : String(id);
  }

  async #write(work: (writer: Client) => Promise<unknown>): Promise<void> {
    const { queue, writer } = this.connection;
    await queue.run(() => retryWhileBusy(writer, () => work(writer)));
  }
}

const context = (keyId: string, databaseId: string) => `${keyId}:${databaseId}`;

function missing(keyId: string, what: string): EngineError {
  return new EngineError("KeyMissing", `The company's key ${what}.`, { keyId });
}
