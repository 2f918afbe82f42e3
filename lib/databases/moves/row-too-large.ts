import { EngineError, isEngineError } from "../errors";
import type { MovableTable } from "./movable-tables";

/** Longer ones are hardly names. */
const longestName = 64;

/** Whether a server, or the client of one, says that there was too much in one question or one answer. */
export function isTooLarge(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 8; e = e.cause, depth++) {
    if (/too big|too large|RESPONSE_TOO_LARGE/i.test(e.message)) return true;
    if (isEngineError(e, "ServerFailed") && e.detail.status === 413) return true;
  }
  return false;
}

/** @param name of the row, as `nameOfRow` tells it */
export function rowTooLarge(table: string, name: string | null, cause: unknown): EngineError {
  const which = name === null ? "A row" : `The row ${name}`;
  return new EngineError(
    "NotSupported",
    `${which} of the table ${table} is larger than a database server takes or gives, which is about 2 MB. Nothing was changed: make what is in it smaller, or keep the database in a file.`,
    { table, row: name },
    { cause },
  );
}

/**
 * By which people find a row again: its key, where that is one column, else SQLite's own number of it. Nothing else that is
 * in it.
 * @param line as `rowPages` reads it
 */
export function nameOfRow({ naming }: MovableTable, line: string): string | null {
  if (naming === null) return null;
  const cells: unknown = JSON.parse(line);
  return Array.isArray(cells) ? nameOf(cells[naming]) : null;
}

/** The same of the cell alone. */
export function nameOf(cell: unknown): string | null {
  if (typeof cell === "number") return String(cell);
  if (typeof cell !== "string" || !cell.startsWith("t")) return null;
  const name = Buffer.from(cell.slice(1), "hex").toString("utf8");
  return name.length <= longestName ? name : null;
}
