import type { Client, Row } from "@libsql/client";
import { readCode, readIndex, readTable } from "./read-definition";
import type { ColumnShape, ForeignKeyShape, Schema, TableShape } from "./schema-shape";
import { normalised } from "./sql-tokens";

/** All that looking needs of a database, so that it may be here or in another process. */
export type Asked = Pick<Client, "execute">;

const objectsSql = `SELECT type, name, tbl_name, sql FROM sqlite_master
  WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`;
const ofTables = "FROM sqlite_master AS m, ";
const inTables = "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
const columnsSql = `SELECT m.name AS owner, x.name, x.type, x."notnull" AS required, x.dflt_value, x.pk, x.hidden
  ${ofTables} pragma_table_xinfo(m.name) AS x ${inTables} ORDER BY m.name, x.cid`;
const foreignKeysSql = `SELECT m.name AS owner, f.id, f."table" AS parent, f."from" AS child, f."to" AS target,
  f.on_update, f.on_delete ${ofTables} pragma_foreign_key_list(m.name) AS f ${inTables} ORDER BY m.name, f.id, f.seq`;
const uniquesSql = `SELECT m.name AS owner, l.name AS held, i.name AS item
  ${ofTables} pragma_index_list(m.name) AS l, pragma_index_info(l.name) AS i ${inTables} AND l.origin = 'u'
  ORDER BY m.name, l.name, i.seqno`;

/** How a database is really built, by its own account; what SQLite keeps for itself is left out. */
export async function describeSchema(client: Asked): Promise<Schema> {
  const objects = (await client.execute(objectsSql)).rows;
  const columns = grouped((await client.execute(columnsSql)).rows);
  const foreignKeys = grouped((await client.execute(foreignKeysSql)).rows);
  const uniques = grouped((await client.execute(uniquesSql)).rows);
  const of = (type: string) => objects.filter((row) => row.type === type && row.sql !== null);
  const code = (type: string) => of(type).map((row) => readCode(...named(row)));
  return {
    tables: byName(of("table").map((row) => tableOf(row, columns, foreignKeys, uniques))),
    indexes: byName(of("index").map((row) => readIndex(...named(row)))),
    triggers: byName(code("trigger")),
    views: byName(code("view")),
  };
}

type Grouped = ReadonlyMap<string, readonly Row[]>;

function tableOf(row: Row, columns: Grouped, foreignKeys: Grouped, uniques: Grouped): TableShape {
  const [name, , sql] = named(row);
  const { checks, options, collations } = readTable(sql);
  return {
    name,
    sql,
    columns: byName((columns.get(name) ?? []).map((column) => columnOf(column, collations))),
    foreignKeys: foreignKeysOf(foreignKeys.get(name) ?? []),
    checks,
    uniques: joined(uniques.get(name) ?? [], "held", "item").sort(),
    options,
  };
}

function columnOf(row: Row, collations: ReadonlyMap<string, string>): ColumnShape {
  const name = String(row.name);
  return {
    name,
    type: String(row.type).toUpperCase(),
    notNull: row.required === 1,
    default: row.dflt_value === null ? null : normalised(String(row.dflt_value)),
    primaryKey: Number(row.pk),
    collation: collations.get(name.toLowerCase()) ?? null,
    generated: Number(row.hidden) > 1,
  };
}

function foreignKeysOf(rows: readonly Row[]): ForeignKeyShape[] {
  const keys = new Map<number, Row[]>();
  for (const row of rows) keys.set(Number(row.id), [...(keys.get(Number(row.id)) ?? []), row]);
  return [...keys.values()].flatMap((parts): ForeignKeyShape[] => {
    const [first] = parts;
    if (!first) return [];
    return [
      {
        columns: parts.map((part) => String(part.child)),
        parent: String(first.parent),
        parentColumns: parts.map((part) => (part.target === null ? "" : String(part.target))),
        onUpdate: String(first.on_update),
        onDelete: String(first.on_delete),
      },
    ];
  });
}

function joined(rows: readonly Row[], by: string, item: string): string[] {
  const lists = new Map<string, string[]>();
  for (const row of rows) {
    lists.set(String(row[by]), [...(lists.get(String(row[by])) ?? []), String(row[item])]);
  }
  return [...lists.values()].map((list) => list.join(", "));
}

function named(row: Row): [name: string, table: string, sql: string] {
  return [String(row.name), String(row.tbl_name), String(row.sql)];
}

function grouped(rows: readonly Row[]): Grouped {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(String(row.owner));
    if (group) group.push(row);
    else groups.set(String(row.owner), [row]);
  }
  return groups;
}

function byName<T extends { readonly name: string }>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((each) => [each.name, each]));
}
