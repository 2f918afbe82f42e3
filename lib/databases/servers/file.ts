import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client";
import { Connection } from "../connection";
import { EngineError, sqliteCode } from "../errors";
import { fileUrl } from "../file-url";
import type { Capabilities, DatabaseName, DatabaseServer } from "./database-server";

/** Makes an unpublished database file at `path` from the current template. */
export type CopyTemplate = (path: string, key: string | null) => Promise<void>;

/** Databases as encrypted files of the data folder: `<database-uuid>.<generation>.db`. */
export class FileServer implements DatabaseServer {
  readonly kind = "file";
  readonly capabilities: Capabilities = {
    encryption: true,
    localFiles: true,
    maxTransactionMs: null,
    list: true,
  };

  constructor(
    readonly id: string,
    private readonly folder: string,
    private readonly copyTemplate: CopyTemplate,
  ) {}

  async create(name: DatabaseName, key: string | null): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.drop(name);
    await this.copyTemplate(this.where(name), key);
  }

  async open(name: DatabaseName, key: string | null): Promise<Connection> {
    if (!(await this.exists(name))) {
      throw new EngineError("DatabaseMissing", "The company's database file is not there.", { ...name });
    }
    return openFile(this.where(name), key);
  }

  async exists(name: DatabaseName): Promise<boolean> {
    return (await sizeOf(this.where(name))) !== null;
  }

  async drop(name: DatabaseName): Promise<void> {
    for (const suffix of ["", "-wal", "-shm", "-journal"])
      await rm(this.where(name) + suffix, { force: true });
  }

  async size(name: DatabaseName): Promise<number | null> {
    const database = await sizeOf(this.where(name));
    if (database === null) return null;
    return database + ((await sizeOf(`${this.where(name)}-wal`)) ?? 0);
  }

  async list(): Promise<DatabaseName[]> {
    const files = await readdir(this.folder).catch(() => []);
    return files.flatMap((file) => {
      const match = /^([0-9a-f-]{36})\.(\d+)\.db$/.exec(file);
      return match?.[1] && match[2] ? [{ databaseId: match[1], generation: Number(match[2]) }] : [];
    });
  }

  where(name: DatabaseName): string {
    return join(this.folder, `${name.databaseId}.${name.generation}.db`);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? null;
}

/**
 * One writer, which alone uses its single connection, and a reader that SQLite itself keeps from writing. No busy
 * timeout: waiting inside SQLite would stop the event loop (see `retryWhileBusy`).
 * @throws EngineError `WrongKey`, `DatabaseMissing`
 */
export async function openFile(path: string, key: string | null): Promise<Connection> {
  const encryption = key === null ? {} : { encryptionKey: key };
  let writer: Client | undefined;
  let reader: Client | undefined;
  try {
    writer = createClient({ url: fileUrl(path, "rw"), concurrency: 1, timeout: 0, ...encryption });
    // The writer goes first: a read-only connection cannot make the shared-memory file it needs.
    await writer.execute("SELECT count(*) FROM sqlite_master");
    reader = createClient({ url: fileUrl(path, "ro"), concurrency: 2, timeout: 0, ...encryption });
    return new Connection(reader, writer);
  } catch (cause) {
    writer?.close();
    reader?.close();
    if (sqliteCode(cause) === "SQLITE_NOTADB") {
      throw new EngineError("WrongKey", "The key does not open this database.", {}, { cause });
    }
    if (cause instanceof Error && cause.message.includes(": 14")) {
      throw new EngineError("DatabaseMissing", "The database file cannot be opened.", {}, { cause });
    }
    throw cause;
  }
}
