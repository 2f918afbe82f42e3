import { rm } from "node:fs/promises";
import type { Client } from "@libsql/client";
import { Apart } from "../apart/apart";
import { syncFile } from "../create-file";
import { EngineError, engineErrorOf, isEngineError } from "../errors";
import { smallEnough } from "../generations/copy-database";
import { assertSameTables, checksumTables } from "../moves/checksum-tables";
import { copyRows } from "../moves/copy-rows";
import type { Fillable, Readable } from "../moves/movable-tables";
import { openUnpublished } from "../open-file";

/** So often it is tried to find a moment in which nobody writes. */
const quietTries = 3;

/**
 * A consistent copy of a database on another machine in a file here, while it is in use: all of it is read in one
 * transaction, which keeps no writer waiting. Where the server ends transactions that last, the copy is compared with
 * the database afterwards: when both hold the same, nothing was written since the copy was begun to be compared.
 *
 * @param path must not exist; closed when this returns, and not in WAL mode
 * @param key encrypts the file; null leaves it plain
 * @param bytes of the database, as far as they are known: large files are written by another process
 * @throws EngineError `Busy` (never quiet long enough), `Damaged`, and what reading throws
 */
export async function copyDown(
  reader: Client,
  path: string,
  key: string | null,
  bytes: number | null,
  signal?: AbortSignal,
): Promise<void> {
  try {
    const snapshot = await reader.transaction("read");
    try {
      await fillFile(path, key, bytes, (to) => copyRows(snapshot, to, { signal }));
    } finally {
      snapshot.close();
    }
  } catch (error) {
    if (engineErrorOf(error)?.code !== "TransactionExpired") throw error;
    await copyQuiet(reader, path, key, bytes, signal);
  }
}

async function copyQuiet(
  reader: Readable,
  path: string,
  key: string | null,
  bytes: number | null,
  signal?: AbortSignal,
): Promise<void> {
  let refused: unknown = null;
  for (let tries = 1; tries <= quietTries; tries++) {
    try {
      const isSame = await fillFile(path, key, bytes, async (to) => {
        await copyRows(reader, to, { signal });
        return holdSame(reader, to, signal);
      });
      if (isSame) return;
      refused = null;
    } catch (error) {
      // Rows of different moments may break rules that they keep at each.
      if (!isEngineError(error, "Damaged")) throw error;
      refused = error;
    }
  }
  if (refused) throw refused;
  throw new EngineError(
    "Busy",
    "The database is written so often that no moment was found to copy it in: try again when less is done.",
  );
}

async function holdSame(one: Readable, other: Readable, signal?: AbortSignal): Promise<boolean> {
  try {
    assertSameTables(await checksumTables(one, { signal }), await checksumTables(other, { signal }));
    return true;
  } catch (error) {
    if (isEngineError(error, "Damaged")) return false;
    throw error;
  }
}

/** Begins with an empty file each time, and leaves none behind when `work` fails. */
async function fillFile<T>(
  path: string,
  key: string | null,
  bytes: number | null,
  work: (to: Fillable) => Promise<T>,
): Promise<T> {
  await rm(path, { force: true });
  try {
    const done = await (bytes === null || bytes > smallEnough ? inApart : here)(path, key, work);
    await syncFile(path);
    return done;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function here<T>(path: string, key: string | null, work: (to: Fillable) => Promise<T>): Promise<T> {
  const client = openUnpublished(path, key, "rwc");
  try {
    await withoutJournal(client);
    return await work(client);
  } finally {
    client.close();
  }
}

async function inApart<T>(path: string, key: string | null, work: (to: Fillable) => Promise<T>): Promise<T> {
  await here(path, key, (client) => client.execute("PRAGMA user_version = 0"));
  const apart = await Apart.open(path, key, "rw");
  try {
    await withoutJournal(apart);
    return await work(apart);
  } finally {
    await apart.close();
  }
}

/** Whoever dies meanwhile makes the file anew. */
async function withoutJournal(to: Readable): Promise<void> {
  await to.execute("PRAGMA journal_mode = OFF");
  await to.execute("PRAGMA synchronous = OFF");
}
