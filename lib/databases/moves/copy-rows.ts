import { EngineError, isEngineError } from "../errors";
import { copyTables, finishSchema } from "./copy-schema";
import { countEach, type Fillable, type MovableTable, movableTables, type Readable } from "./movable-tables";
import { insertion, lastLine, type RowPage, rowPages } from "./row-pages";
import { isTooLarge, nameOfRow, rowTooLarge } from "./row-too-large";

export interface CopyProgress {
  readonly table: string;
  /** Rows of all tables that the copy holds by now, and that it will hold. */
  readonly rows: number;
  readonly total: number;
}

export interface CopyOptions {
  /** After each batch; what it throws ends the copying there. */
  readonly onProgress?: (progress: CopyProgress) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes `to` hold what `from` holds: its tables as they really are, every row as it is stored, then indexes, views
 * and triggers, so that no trigger sees the rows. Each batch is a short transaction. What an earlier, interrupted
 * copying brought over stays, and the rest follows behind its last key: nobody may have written to either meanwhile.
 *
 * @param to empty, or left by an interrupted copying
 * @returns how many rows the copy holds
 * @throws EngineError `NotSupported` (a virtual table, another text encoding, a row of megabytes on a libSQL server, which
 * is named by its key), `Damaged` (rows that break the rules of their own tables), and what the servers throw; calling again goes on
 */
export async function copyRows(from: Readable, to: Fillable, options: CopyOptions = {}): Promise<number> {
  await assertSameEncoding(from, to);
  const tables = await movableTables(from);
  await copyTables(from, to);
  const [counts, held] = [await countEach(from, tables), await countEach(to, tables)];
  const total = sum(counts);
  let rows = sum(held);
  for (const [at, table] of tables.entries()) {
    const missing = (counts[at] ?? 0) - (held[at] ?? 0);
    if (missing === 0) continue;
    const last = held[at] === 0 ? null : await lastLine(to, table);
    for await (const page of rowPages(from, table, missing, last)) {
      options.signal?.throwIfAborted();
      await fill(to, table, page);
      rows += page.rows;
      await options.onProgress?.({ table: table.name, rows, total });
    }
  }
  await finishSchema(from, to, total);
  return rows;
}

const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);

async function fill(to: Fillable, table: MovableTable, page: RowPage): Promise<void> {
  try {
    await to.migrate([insertion(table, page)]);
  } catch (cause) {
    // What is too large for a page is alone in it.
    if (isTooLarge(cause)) throw rowTooLarge(table.name, nameOfRow(table, page.lines), cause);
    throw refusedRows(table.name, cause);
  }
}

function refusedRows(table: string, cause: unknown): unknown {
  if (isEngineError(cause) || !(cause instanceof Error)) return cause;
  if (!/constraint/i.test(cause.message)) return cause;
  return new EngineError(
    "Damaged",
    `Rows of the table ${table} break its own rules: see "tenants doctor --repair". ${cause.message}`,
    { table },
    { cause },
  );
}

async function assertSameEncoding(from: Readable, to: Readable): Promise<void> {
  const [one, other] = await Promise.all([encodingOf(from), encodingOf(to)]);
  if (one === other) return;
  throw new EngineError(
    "NotSupported",
    `Text is kept as ${one} in one database and as ${other} in the other.`,
  );
}

async function encodingOf(client: Readable): Promise<string> {
  return String((await client.execute("SELECT encoding FROM pragma_encoding")).rows[0]?.encoding);
}
