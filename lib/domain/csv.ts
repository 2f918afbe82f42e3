import { stringify } from "csv-stringify/sync";
import type { Locale } from "@/lib/i18n/config";

/** Excel takes a file apart at the list separator of the computer's country: a semicolon where commas are decimal. */
export type CsvDelimiter = "," | ";";

export const csvDelimiter = (locale: Locale): CsvDelimiter => (locale === "en" ? "," : ";");

/** Tells Excel that the bytes are UTF-8. */
const byteOrderMark = "\ufeff";

/**
 * A file piece by piece: the line of headers, then each batch as it is read. Cells that a spreadsheet would take for a
 * formula begin with an apostrophe, phone numbers among them; see also `disarmed`.
 */
export async function* csvPieces<Row>(
  headers: readonly string[],
  batches: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => readonly (string | null)[],
  delimiter: CsvDelimiter,
): AsyncGenerator<string> {
  yield byteOrderMark + lines([headers], delimiter);
  for await (const batch of batches) yield lines(batch.map(cells), delimiter);
}

/** The answer of a route: the file under a name, sent while it is read. */
export function csvResponse(name: string, pieces: AsyncGenerator<string>): Response {
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/**
 * A program that takes the file apart at another separator than ours begins cells in the middle of ours, and heeds no
 * quotation mark there: what would be a formula then also gets an apostrophe. Looked for from the sign backwards: from
 * each separator forwards, a note of nothing but line ends would take the square of its length, and everybody waits.
 */
const disarmed = (cell: string | null) => cell?.replace(/(?=[=+@-])(?<=[;,\t\r\n][\s"]*)/g, "'") ?? null;

const lines = (rows: readonly (readonly (string | null)[])[], delimiter: CsvDelimiter) =>
  stringify(
    rows.map((row) => row.map(disarmed)),
    // A lone line feed too, which the library would leave bare beside Windows' line ends.
    { delimiter, record_delimiter: "windows", escape_formulas: true, quoted_match: /[;,\t\r\n]/ },
  );

/** Reads the next batch only when the last one is on its way. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
