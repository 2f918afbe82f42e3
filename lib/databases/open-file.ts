import { setImmediate as eventLoopTurn } from "node:timers/promises";
import { type Client, createClient } from "@libsql/client";
import { breathing } from "./breathe";
import { Connection } from "./connection";
import { EngineError, sqliteCode } from "./errors";
import { assertHeader, noteOpened } from "./file-header";
import { fileUrl } from "./file-url";

/**
 * Opens a published file: one writer, and one reader that SQLite itself keeps
 * from writing. No busy timeout: waiting inside SQLite would stop the event loop (see `retryWhileBusy`).
 *
 * @param key null for a plain file
 * @throws EngineError `DatabaseMissing`, `UnexpectedHeader`, `WrongKey`
 */
export async function openFile(path: string, key: string | null): Promise<Connection> {
  assertHeader(path, key === null ? "plain" : "encrypted");
  let writer: Client | undefined;
  let reader: Client | undefined;
  try {
    writer = fileClient(path, "rw", key);
    // Deriving the key takes 1.6 ms each time, and that turn is long enough.
    await eventLoopTurn();
    // The writer goes first: a read-only connection cannot make the shared-memory file it needs.
    await makeDurable(writer);
    await eventLoopTurn();
    reader = fileClient(path, "ro", key);
    await eventLoopTurn();
    // Whoever asks first would read the whole schema in the turn of their own question.
    await reader.execute("SELECT 1 FROM sqlite_schema LIMIT 1");
    return new Connection(reader, writer);
  } catch (cause) {
    writer?.close();
    reader?.close();
    throw openingError(cause);
  }
}

/**
 * Only the connection that writes to a published file, for the engine's own work; others of this process may have it
 * open too. The caller closes it. How durable it is was proven when the file was published, and full synchronization
 * is what every connection begins with.
 * @throws EngineError as `openFile`
 */
export async function openWriter(path: string, key: string | null): Promise<Client> {
  assertHeader(path, key === null ? "plain" : "encrypted");
  let writer: Client | undefined;
  try {
    writer = fileClient(path, "rw", key);
    await writer.execute("PRAGMA schema_version");
    return writer;
  } catch (cause) {
    writer?.close();
    throw openingError(cause);
  }
}

/**
 * A file that nobody else can reach: a template being built, a copy before it is published. The caller closes it.
 * @param mode `rwc` creates it
 * @throws EngineError `DatabaseMissing`, `WrongKey`
 */
export function openUnpublished(path: string, key: string | null, mode: "rw" | "rwc" = "rw"): Client {
  noteOpened(path);
  try {
    return fileClient(path, mode, key);
  } catch (cause) {
    throw openingError(cause);
  }
}

/**
 * One connection each: statements run inside our thread, one after the other, so that a second one would cost the
 * derivation of a key, three descriptors and a page cache, and never answer anything sooner.
 */
function fileClient(path: string, mode: "rw" | "ro" | "rwc", key: string | null): Client {
  const encryption = key === null ? {} : { encryptionKey: key };
  return breathing(createClient({ url: fileUrl(path, mode), concurrency: 1, timeout: 0, ...encryption }));
}

/**
 * WAL, so that readers and the writer do not block each other; `VACUUM INTO` leaves files without it. Full
 * synchronization, so that a commit is on disk before it is acknowledged and survives a power cut as well as a kill;
 * together with foreign keys it is this library's default, and only checked here, because a connection that the
 * client opens anew after SQLITE_BUSY would not have what we set.
 */
async function makeDurable(writer: Client): Promise<void> {
  const [mode] = (await writer.execute("PRAGMA journal_mode = WAL")).rows;
  const [settings] = (
    await writer.execute("SELECT synchronous, foreign_keys FROM pragma_synchronous, pragma_foreign_keys")
  ).rows;
  if (mode?.journal_mode === "wal" && settings?.synchronous === 2 && settings.foreign_keys === 1) return;
  throw new EngineError("NotSupported", "The database library does not offer WAL with full synchronization.");
}

function openingError(cause: unknown): unknown {
  if (sqliteCode(cause) === "SQLITE_NOTADB") {
    return new EngineError("WrongKey", "The key does not open this database.", {}, { cause });
  }
  // The library gives no code when it cannot open a file at all, only SQLite's number at the end of the message.
  if (cause instanceof Error && /: 14"?\)?$/.test(cause.message)) {
    return new EngineError("DatabaseMissing", "The database file cannot be opened.", {}, { cause });
  }
  return cause;
}
