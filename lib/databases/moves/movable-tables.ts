import type { Client } from "@libsql/client";
import { EngineError } from "../errors";

/** All that reading needs of a database, so that it may be here, in another process or on another machine. */
export type Readable = Pick<Client, "execute">;

/** What rows are put into. `migrate` is a transaction with foreign keys off, on every kind of server. */
export type Fillable = Pick<Client, "execute" | "migrate">;

/** A table as far as its rows concern. Names are quoted. */
export interface MovableTable {
  readonly name: string;
  readonly quoted: string;
  /** What is copied, in order. Rows without a key of their own keep their `rowid`, which is the first column then. */
  readonly columns: readonly string[];
  /** Places in `columns` by which rows are ordered and found again. */
  readonly key: readonly number[];
  /** Place in `columns` of what names a row to people; null when no single one does. */
  readonly naming: number | null;
}

const ofTables = `FROM sqlite_master AS m JOIN pragma_table_list(m.name) AS l ON l.schema = 'main'
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE 'libsql\\_%' ESCAPE '\\'`;
const tablesSql = `SELECT m.name, l.type, l.wr ${ofTables} ORDER BY m.name`;
const columnsSql = `SELECT m.name AS owner, x.name, x.pk, x.hidden FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS x
  WHERE m.type = 'table' ORDER BY m.name, x.cid`;

/**
 * Every table with rows of its own, by name; last the counters that SQLite keeps for AUTOINCREMENT, if it does.
 * @throws EngineError `NotSupported` for a virtual table, whose rows are somewhere else
 */
export async function movableTables(client: Readable): Promise<MovableTable[]> {
  const tables = (await client.execute(tablesSql)).rows;
  const columns = (await client.execute(columnsSql)).rows;
  const sequence = await client.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'");
  const found = tables.map(({ name, type, wr }) => {
    if (type !== "table") throw notMovable(String(name));
    const own = columns.filter(({ owner, hidden }) => owner === name && Number(hidden) < 2);
    const names = own.map((column) => String(column.name));
    const places = own.map((column) => Number(column.pk));
    return Number(wr) === 1 ? keyed(String(name), names, places) : byRowid(String(name), names, places);
  });
  return sequence.rows.length === 0 ? found : [...found, counters];
}

/** Rows of each of these tables, in one question. */
export async function countEach(client: Readable, tables: readonly MovableTable[]): Promise<number[]> {
  if (tables.length === 0) return [];
  const counts = tables.map(({ quoted }, at) => `SELECT ${at} AS place, count(*) AS n FROM ${quoted}`);
  const { rows } = await client.execute(`${counts.join(" UNION ALL ")} ORDER BY place`);
  return rows.map(({ n }) => Number(n));
}

const counters: MovableTable = {
  name: "sqlite_sequence",
  quoted: quoted("sqlite_sequence"),
  columns: [quoted("name"), quoted("seq")],
  key: [0],
  naming: 0,
};

function byRowid(name: string, columns: readonly string[], places: readonly number[]): MovableTable {
  const taken = new Set(columns.map((column) => column.toLowerCase()));
  const rowid = ["rowid", "_rowid_", "oid"].find((alias) => !taken.has(alias));
  if (!rowid) throw notMovable(name);
  const naming = (onlyOf(places) ?? -1) + 1;
  return { name, quoted: quoted(name), columns: [rowid, ...columns.map(quoted)], key: [0], naming };
}

/** Where a primary key is one column. @param places as `keyed` */
function onlyOf(places: readonly number[]): number | null {
  return places.filter((place) => place > 0).length === 1 ? places.indexOf(1) : null;
}

/** @param places of each column in the primary key, from 1; 0 outside it */
function keyed(name: string, columns: readonly string[], places: readonly number[]): MovableTable {
  const key = places
    .map((place, at) => ({ place, at }))
    .filter(({ place }) => place > 0)
    .sort((one, other) => one.place - other.place)
    .map(({ at }) => at);
  return { name, quoted: quoted(name), columns: columns.map(quoted), key, naming: onlyOf(places) };
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function notMovable(table: string): EngineError {
  return new EngineError("NotSupported", `The rows of the table ${table} cannot be copied one by one.`, {
    table,
  });
}
