import { mkdir, readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Connection } from "../connection";
import { fileExists, removeFile, syncFile } from "../create-file";
import { EngineError } from "../errors";
import { openFile, openUnpublished } from "../open-file";
import type { Capabilities, DatabaseName, DatabaseServer, ServerHealth } from "./database-server";

/** Makes an unpublished database file at `path` from the current template. */
export type CopyTemplate = (path: string, key: string | null) => Promise<void>;

/** Less is no room for a database, its log and what a checkpoint needs. */
const leastFreeBytes = 64 * 1024 ** 2;
const noSpace = {
  code: "NoSpace",
  message: "There is not enough space on the disk for another database.",
} as const;

/** Databases as encrypted files of the data folder: `<database-uuid>.<generation>.db`. */
export class FileServer implements DatabaseServer {
  readonly kind = "file";
  readonly capabilities: Capabilities = {
    encryption: true,
    localFiles: true,
    maxTransactionMs: null,
    list: true,
    blocksWrites: false,
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

  async createEmpty(name: DatabaseName, key: string | null): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.drop(name);
    const client = openUnpublished(this.where(name), key, "rwc");
    try {
      // Without a first page the file stays empty, and says nothing of its key.
      await client.executeMultiple("CREATE TABLE first_page (x); DROP TABLE first_page");
    } finally {
      client.close();
    }
    await syncFile(this.where(name));
  }

  async open(name: DatabaseName, key: string | null): Promise<Connection> {
    if (!(await this.exists(name))) {
      throw new EngineError("DatabaseMissing", "The company's database file is not there.", {
        databaseId: name.databaseId,
        generation: name.generation,
      });
    }
    return openFile(this.where(name), key);
  }

  exists(name: DatabaseName): Promise<boolean> {
    return fileExists(this.where(name));
  }

  drop(name: DatabaseName): Promise<void> {
    return removeFile(this.where(name));
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

  /** That its folder is there and has room. */
  async health(): Promise<ServerHealth> {
    const startedAt = performance.now();
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(this.folder);
      const problem = bavail * bsize < leastFreeBytes ? noSpace : null;
      return { latencyMs: performance.now() - startedAt, version: null, problem };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { latencyMs: null, version: null, problem: { code: "DataFolderUnwritable", message } };
    }
  }

  async blockWrites(): Promise<void> {
    throw new EngineError("NotSupported", "Files cannot be kept from being written by a server.");
  }

  where(name: DatabaseName): string {
    return join(this.folder, `${name.databaseId}.${name.generation}.db`);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.size ?? null;
}
