import { createHash } from "node:crypto";
import { EngineError } from "../errors";
import { countEach, movableTables, type Readable } from "./movable-tables";
import { rowPages } from "./row-pages";

export interface TableChecksum {
  readonly rows: number;
  /** SHA-256 over every row in the order of the key, lower-case hex. */
  readonly sha256: string;
}

/** By the table's name. */
export type TableChecksums = Readonly<Record<string, TableChecksum>>;

interface Options {
  /** After each page of rows, with their number. */
  readonly onProgress?: (table: string, rows: number) => void | Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads every row of a database, page by page, and sums each table up; two databases that hold the same agree,
 * whatever their servers. Which generation a database says it is does not count: `identity` is left out.
 */
export async function checksumTables(client: Readable, options: Options = {}): Promise<TableChecksums> {
  const sums: Record<string, TableChecksum> = {};
  const tables = (await movableTables(client)).filter(({ name }) => name !== "identity");
  const counts = await countEach(client, tables);
  for (const [at, table] of tables.entries()) {
    const hash = createHash("sha256");
    let rows = 0;
    for await (const page of rowPages(client, table, counts[at] ?? 0)) {
      options.signal?.throwIfAborted();
      hash.update(canonical(page.lines)).update("\n");
      rows += page.rows;
      await options.onProgress?.(table.name, page.rows);
    }
    sums[table.name] = { rows, sha256: hash.digest("hex") };
  }
  return sums;
}

/** Versions of SQLite write the digits of the same real number differently. */
function canonical(lines: string): string {
  if (!lines.includes('"r')) return lines;
  return lines.replaceAll(/"r([^"]*)"/g, (_, digits: string) => `"r${Number(digits)}"`);
}

/** @throws EngineError `Damaged` naming the first table that differs, and how */
export function assertSameTables(original: TableChecksums, copy: TableChecksums): void {
  for (const table of new Set([...Object.keys(original), ...Object.keys(copy)])) {
    const [before, after] = [original[table], copy[table]];
    if (before && after && before.rows === after.rows && before.sha256 === after.sha256) continue;
    const found =
      before?.rows === after?.rows
        ? `The rows of ${table} are not the same on both sides.`
        : `The copy has ${after?.rows ?? 0} of ${before?.rows ?? 0} rows of ${table}.`;
    throw new EngineError("Damaged", found, { table });
  }
}
