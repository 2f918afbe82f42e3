import { closeSync, openSync, readSync } from "node:fs";
import { EngineError } from "./errors";

/** What every plain SQLite file begins with; an encrypted one begins with noise. */
const plainHeader = "SQLite format 3\0";

const key = Symbol.for("medadmin.databases.opened-paths");
const holder = globalThis as { [key]?: Set<string> };

/**
 * Compares the first bytes of a database file with what is expected of it, once per process and path.
 *
 * The only place where a database file is read past SQLite: closing such a descriptor drops every lock this process
 * holds on the file, other processes then take its write-ahead log away, and acknowledged rows are lost. So this
 * happens before the first opening of a path and never after it, in one synchronous step that nobody can get between.
 *
 * @throws EngineError `UnexpectedHeader`, `DatabaseMissing`
 */
export function assertHeader(path: string, expected: "plain" | "encrypted"): void {
  holder[key] ??= new Set();
  if (holder[key].has(path)) return;
  const header = firstBytes(path);
  const found = header === plainHeader ? "plain" : header.length < plainHeader.length ? "empty" : "encrypted";
  if (found !== expected) {
    throw new EngineError("UnexpectedHeader", `The database file is ${found}, but should be ${expected}.`, {
      found,
      expected,
    });
  }
  holder[key].add(path);
}

/** Says that this process opens the path, so that its header is not read from now on. */
export function noteOpened(path: string): void {
  holder[key] ??= new Set();
  holder[key].add(path);
}

function firstBytes(path: string): string {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (cause) {
    throw new EngineError("DatabaseMissing", "The database file cannot be opened.", {}, { cause });
  }
  try {
    const bytes = Buffer.alloc(plainHeader.length);
    return bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0));
  } catch (cause) {
    // A folder in its place, or a disk that fails.
    throw new EngineError("DatabaseMissing", "The database file cannot be read.", {}, { cause });
  } finally {
    closeSync(file);
  }
}
