import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Client, createClient, type Transaction } from "@libsql/client";
import { EngineError, sqliteCode } from "./errors";
import { fileUrl } from "./file-url";
import { ownedMessage } from "./ownership-probe.mjs";
import { type OwnerRecord, readOwner, removeOwner, writeOwner } from "./ownership-record";
import { processLives } from "./process-lives";

/** The right of this process to write in a data folder; ends with `release()` or with the process, however it ends. */
export interface Ownership {
  readonly dataDir: string;
  readonly pid: number;
  /** Milliseconds UTC. */
  readonly startedAt: number;
  /** Hands the folder back. Callers close their databases first. */
  release(): Promise<void>;
}

/** Keeps the locks reachable: a client that is garbage-collected closes, and its lock would be gone with it. */
const heldKey = Symbol.for("medadmin.databases.ownerships");
const holder = globalThis as { [heldKey]?: Set<Client> };

/**
 * Makes this process the only one that may write in the folder. The lock is an open write transaction on `owner.db`:
 * the operating system drops it together with the process, so that after a kill the next one takes over at once and
 * nobody has to judge whether a lock file is stale.
 *
 * @throws EngineError `DataFolderOwned` with the owner's pid, `DataFolderUnwritable`; messages are one line
 */
export async function takeOwnership(folder: string): Promise<Ownership> {
  const dataDir = resolve(folder);
  let client: Client | undefined;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    client = createClient({
      url: fileUrl(join(/* turbopackIgnore: true */ dataDir, "owner.db"), "rwc"),
      concurrency: 1,
      timeout: 0,
    });
    const lock = await client.transaction("write");
    const owner: OwnerRecord = { pid: process.pid, startedAt: Date.now(), socket: null };
    await writeOwner(dataDir, owner);
    holder[heldKey] ??= new Set();
    holder[heldKey].add(client);
    return ownershipOf(dataDir, owner, client, lock);
  } catch (cause) {
    client?.close();
    if (sqliteCode(cause)?.startsWith("SQLITE_BUSY")) throw await owned(dataDir);
    throw unwritable(dataDir, cause);
  }
}

function ownershipOf(dataDir: string, owner: OwnerRecord, client: Client, lock: Transaction): Ownership {
  let released: Promise<void> | null = null;
  const release = async () => {
    // First the record, while it is certainly ours; the next owner writes its own.
    await removeOwner(dataDir);
    // Closing alone would keep the lock until a garbage collection.
    await lock.rollback();
    client.close();
    holder[heldKey]?.delete(client);
  };
  return {
    dataDir,
    pid: owner.pid,
    startedAt: owner.startedAt,
    release: () => {
      released ??= release();
      return released;
    },
  };
}

async function owned(dataDir: string): Promise<EngineError> {
  const owner = await livingOwner(dataDir);
  return new EngineError("DataFolderOwned", ownedMessage(dataDir, owner), {
    pid: owner?.pid ?? null,
    startedAt: owner?.startedAt ?? null,
  });
}

/** Between taking the lock and writing its name, an owner still stands under the name of the one before. */
async function livingOwner(dataDir: string): Promise<OwnerRecord | null> {
  let owner: OwnerRecord | null = null;
  for (let tries = 0; tries < 10; tries++) {
    owner = await readOwner(dataDir);
    if (owner && processLives(owner.pid)) return owner;
    await pause(30);
  }
  return owner;
}

function unwritable(dataDir: string, cause: unknown): EngineError {
  const why = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0];
  return new EngineError(
    "DataFolderUnwritable",
    `The data folder ${dataDir} cannot be created or written: ${why}. Choose another DATA_DIR.`,
    {},
    { cause },
  );
}
