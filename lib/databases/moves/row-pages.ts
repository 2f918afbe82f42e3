import { setImmediate as eventLoopTurn } from "node:timers/promises";
import type { InStatement } from "@libsql/client";
import type { MovableTable, Readable } from "./movable-tables";
import { isTooLarge, nameOf, rowTooLarge } from "./row-too-large";

/** Stored bytes of a page of rows: what is in memory at once, and far below what a transaction may take. */
const pageBytes = 256 * 1024;
const pageRows = 4_000;

/** Some rows of one table in the order of its key. */
export interface RowPage {
  /**
   * One row a line, as a JSON array of its cells: integers and NULL as they are; `t`, `b` and the bytes in hex for
   * text and blobs; `r` and the digits for reals. So every value survives as it is stored, whatever the client in
   * between makes of large integers, zero characters or broken UTF-8; only minus zero, which no comparison and no text
   * of SQLite tells from zero, and which a column of reals never keeps, becomes zero.
   */
  readonly lines: string;
  readonly rows: number;
}

/**
 * Reads a table page by page; other work gets its turn between two of them.
 * @param expected so many rows and no more: nobody may be writing
 * @param after a line: begins behind the row that has its key; null begins with the first
 * @throws EngineError `NotSupported` naming a row that its server does not give
 */
export async function* rowPages(
  from: Readable,
  table: MovableTable,
  expected: number,
  after: string | null = null,
): AsyncGenerator<RowPage> {
  let last = after;
  for (let seen = 0; seen < expected; ) {
    const { rows } = await from.execute(pageQuery(table, last)).catch(async (cause: unknown) => {
      throw isTooLarge(cause) ? rowTooLarge(table.name, await nameBehind(from, table, last), cause) : cause;
    });
    const lines = rows[0]?.lines;
    if (typeof lines !== "string") return;
    const page = { lines, rows: countLines(lines) };
    seen += page.rows;
    yield page;
    last = lines.slice(lines.lastIndexOf("\n") + 1);
    // Work on files never leaves the microtasks.
    await eventLoopTurn();
  }
}

/** The row with the last key, as a line; null when there is none. */
export async function lastLine(client: Readable, table: MovableTable): Promise<string | null> {
  const order = keyOf(table).map((column) => `${column} DESC`);
  const { rows } = await client.execute(
    `SELECT ${lineOf(table)} AS line FROM ${table.quoted} ORDER BY ${order.join(", ")} LIMIT 1`,
  );
  const line = rows[0]?.line;
  return typeof line === "string" ? line : null;
}

/** Puts the rows of a page into the table. */
export function insertion(table: MovableTable, { lines }: RowPage): InStatement {
  const cells = table.columns.map((_, at) => `json_extract(value, '$[${at}]') AS c${at}`);
  const values = table.columns.map((_, at) => decoded(`c${at}`));
  return {
    // The limit keeps the two levels apart: each cell is taken out of its row once.
    sql: `INSERT INTO ${table.quoted} (${table.columns.join(", ")}) SELECT ${values.join(", ")}
      FROM (SELECT ${cells.join(", ")} FROM json_each(?) LIMIT -1)`,
    args: [`[${lines.replaceAll("\n", ",")}]`],
  };
}

/** Of the first row of a page: one that is too large begins the page that it is in. */
async function nameBehind(from: Readable, table: MovableTable, after: string | null): Promise<string | null> {
  const naming = table.naming === null ? undefined : table.columns[table.naming];
  if (naming === undefined) return null;
  const sql = `SELECT ${encoded(naming)} AS name ${orderedBehind(table, after)} LIMIT 1`;
  const found = await from.execute({ sql, args: after === null ? {} : { after } }).catch(() => null);
  return nameOf(found?.rows[0]?.name);
}

function orderedBehind(table: MovableTable, after: string | null): string {
  const key = keyOf(table);
  const start = table.key.map((at) => decoded(`json_extract(:after, '$[${at}]')`));
  const behind = after === null ? "" : `WHERE (${key.join(", ")}) > (${start.join(", ")})`;
  return `FROM ${table.quoted} ${behind} ORDER BY ${key.join(", ")}`;
}

/** As many rows as fit a page, one at least, found by their sizes before any of them is read. */
function pageQuery(table: MovableTable, after: string | null): InStatement {
  const ordered = orderedBehind(table, after);
  const sizes = table.columns.map((column) => `coalesce(octet_length(${column}), 0)`);
  return {
    sql: `WITH sized AS (
        SELECT row_number() OVER (ROWS UNBOUNDED PRECEDING) AS place, sum(size) OVER (ROWS UNBOUNDED PRECEDING) AS total
        FROM (SELECT ${8 * table.columns.length} + ${sizes.join(" + ")} AS size ${ordered} LIMIT ${pageRows}))
      SELECT group_concat(line, char(10)) AS lines FROM (
        SELECT ${lineOf(table)} AS line ${ordered}
        LIMIT (SELECT count(*) FROM sized WHERE place = 1 OR total <= ${pageBytes}))`,
    args: after === null ? {} : { after },
  };
}

const keyOf = ({ columns, key }: MovableTable) => key.map((at) => columns[at] ?? "");

const lineOf = ({ columns }: MovableTable) => `json_array(${columns.map(encoded).join(", ")})`;

/** What `quote` makes of it is read back as infinite. */
const largest = "1.7976931348623157e308";

const encoded = (column: string) =>
  `CASE typeof(${column}) WHEN 'text' THEN 't' || hex(${column}) WHEN 'blob' THEN 'b' || hex(${column})
    WHEN 'real' THEN 'r' || CASE ${column} WHEN 9e999 THEN '9e999' WHEN -9e999 THEN '-9e999'
      WHEN ${largest} THEN '${largest}' WHEN -${largest} THEN '-${largest}' ELSE quote(${column}) END
    ELSE ${column} END`;

const decoded = (cell: string) =>
  `CASE WHEN typeof(${cell}) <> 'text' THEN ${cell} WHEN substr(${cell}, 1, 1) = 't' THEN CAST(unhex(substr(${cell}, 2)) AS TEXT)
    WHEN substr(${cell}, 1, 1) = 'b' THEN unhex(substr(${cell}, 2)) ELSE CAST(substr(${cell}, 2) AS REAL) END`;

function countLines(lines: string): number {
  let count = 1;
  for (let at = lines.indexOf("\n"); at >= 0; at = lines.indexOf("\n", at + 1)) count++;
  return count;
}
