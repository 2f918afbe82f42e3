import type { InValue, Row } from "@libsql/client";
import type { Asked } from "./read-contents";

/** A table of people's records. */
export interface RecordTable {
  readonly name: string;
  /** In the order of the primary key. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** What the engine keeps for itself: none of it is a record that somebody could miss. */
const ownTables = new Set([
  "identity",
  "submissions",
  "counters",
  "performed_crossings",
  "audit_events",
  "quarantined_rows",
  "schema_ledger",
  "schema_guard",
]);

/** Tables with records: not the engine's own, and not those that triggers fill, which have no `created_at`. */
export async function recordTables(client: Asked): Promise<RecordTable[]> {
  const tables = await allTables(client);
  return tables.filter(
    ({ name, key, columns }) => !ownTables.has(name) && key.length > 0 && columns.includes("created_at"),
  );
}

/** Every table there is, by name. */
export async function allTables(client: Asked): Promise<RecordTable[]> {
  const names = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const tables: RecordTable[] = [];
  for (const row of names.rows) {
    const name = String(row.name);
    const found = await client.execute({
      sql: "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid",
      args: [name],
    });
    const key = found.rows
      .filter((column) => Number(column.pk) > 0)
      .sort((a, b) => Number(a.pk) - Number(b.pk))
      .map((column) => String(column.name));
    tables.push({ name, key, columns: found.rows.map((column) => String(column.name)) });
  }
  return tables;
}

const rowsAtOnce = 500;

/** All rows in the order of the key, page by page, so that everybody else gets their turn. */
export async function* pagesInOrder(
  client: Asked,
  { name, key }: Pick<RecordTable, "name" | "key">,
): AsyncGenerator<Row[], void> {
  const names = key.map(quoted).join(", ");
  let after: InValue[] | null = null;
  for (;;) {
    const where: string = after ? `WHERE (${names}) > (${key.map(() => "?").join(", ")})` : "";
    const sql = `SELECT * FROM ${quoted(name)} ${where} ORDER BY ${names} LIMIT ${rowsAtOnce}`;
    const page: Row[] = (await client.execute({ sql, args: after ?? [] })).rows;
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < rowsAtOnce) return;
    after = key.map((column) => last[column] ?? null);
  }
}

export async function* rowsInOrder(client: Asked, table: RecordTable): AsyncGenerator<Row, void> {
  for await (const page of pagesInOrder(client, table)) yield* page;
}

export async function rowByKey(
  client: Asked,
  { name, key }: RecordTable,
  values: readonly InValue[],
): Promise<Row | null> {
  const where = key.map((column) => `${quoted(column)} = ?`).join(" AND ");
  const found = await client.execute({
    sql: `SELECT * FROM ${quoted(name)} WHERE ${where}`,
    args: [...values],
  });
  return found.rows[0] ?? null;
}

/** As SQLite orders them: numbers before texts, texts by their bytes. */
export function compareKeys({ key }: RecordTable, a: Row, b: Row): number {
  for (const column of key) {
    const [x, y] = [a[column], b[column]];
    if (typeof x === "string" && typeof y === "string") {
      const order = Buffer.compare(Buffer.from(x), Buffer.from(y));
      if (order !== 0) return order;
    } else if (typeof x === "number" && typeof y === "number") {
      if (x !== y) return x - y;
    } else if (typeof x !== typeof y) return typeof x === "number" ? -1 : 1;
  }
  return 0;
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Columns in which two rows differ. */
export function differingColumns({ columns }: RecordTable, a: Row, b: Row): string[] {
  return columns.filter((column) => plain(a[column]) !== plain(b[column]));
}

/** A value as it can be compared and kept as JSON. */
export function plain(value: unknown): unknown {
  if (value === undefined) return null;
  return value instanceof ArrayBuffer ? `x'${Buffer.from(value).toString("hex")}'` : value;
}
