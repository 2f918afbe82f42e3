import { createReadStream } from "node:fs";
import { Readable, Transform } from "node:stream";
import type { Row } from "@libsql/client";
import { ZipFile } from "yazl";
import { csvPieces } from "@/lib/domain/csv";
import type { Asked } from "../backups/read-contents";
import { pagesInOrder, plain, type RecordTable } from "../backups/table-rows";
import { counting } from "./counting";

/** One file of the archive, as the manifest lists it. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

export interface ArchiveOptions {
  /** The plain database file; closed. */
  readonly database: string;
  /** The same database, open for reading. */
  readonly client: Asked;
  readonly tables: readonly RecordTable[];
  /** What the manifest says besides the files. */
  readonly about: object;
  readonly now: Date;
  /** Called when the next file begins. */
  readonly onFile: (name: string, done: number, total: number) => void;
}

/**
 * A ZIP that is written while it is read: the database, a CSV of each table, and a manifest with the checksum of every
 * file. Files above 4 GB are written as ZIP64.
 */
export function exportArchive({ database, client, tables, about, now, onFile }: ArchiveOptions): Readable {
  const zip = new ZipFile();
  const files: ArchivedFile[] = [];
  const total = tables.length + 1;
  let reading: Readable | undefined;
  const out = new Transform({ transform: (piece, _, done) => done(null, piece) });
  const add = (name: string, read: () => Readable) =>
    zip.addReadStreamLazy(name, { mtime: now, mode: 0o600 }, (give) => {
      onFile(name, files.length, total);
      const source = read();
      reading = source;
      const counted = counting((file) => files.push({ name, ...file }));
      source.once("error", (error) => counted.destroy(error));
      // Nobody else listens there, and an error that nobody listens to ends the process, with everybody's requests.
      counted.on("error", (error) => out.destroy(error));
      // Called off between two files: there is nobody left to read for.
      if (out.destroyed) source.destroy();
      give(null, source.pipe(counted));
    });
  add("database.sqlite", () => createReadStream(database));
  for (const table of tables) add(`csv/${table.name}.csv`, () => Readable.from(csvOf(client, table)));
  zip.addReadStreamLazy("manifest.json", { mtime: now, mode: 0o600 }, (give) => {
    onFile("manifest.json", total, total);
    give(null, Readable.from([`${JSON.stringify({ ...about, files }, null, 2)}\n`]));
  });
  zip.end();
  zip.on("error", (error) => out.destroy(error));
  // Whoever called it off closes the database next.
  out.once("close", () => reading?.destroy());
  return zip.outputStream.pipe(out);
}

/** Values as they are stored; what a spreadsheet would take for a formula is disarmed. */
function csvOf(client: Asked, { name, key, columns }: RecordTable): AsyncGenerator<string> {
  const cells = (row: Row) =>
    columns.map((column) => {
      const value = plain(row[column]);
      return value === null ? null : String(value);
    });
  const order = key.length > 0 ? key : ["rowid"];
  return csvPieces(columns, pagesInOrder(client, { name, key: order }), cells, ",");
}
