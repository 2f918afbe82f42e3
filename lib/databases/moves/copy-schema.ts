import type { Fillable, Readable } from "./movable-tables";

/** In the order in which they were made, which is an order in which they can be made again. */
const objectsSql = `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
  AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' ORDER BY rowid`;

/** From so many rows on an index takes long enough to be a transaction of its own. */
const manyRows = 50_000;

/** Makes the tables as the other database really has them; there already is fine. */
export async function copyTables(from: Readable, to: Fillable): Promise<void> {
  await make(to, await missing(from, to, "table"));
}

/** What must not be there while rows come in: indexes are built faster afterwards, triggers would change the rows. */
export async function finishSchema(from: Readable, to: Fillable, rows: number): Promise<void> {
  const indexes = await missing(from, to, "index");
  if (rows < manyRows) await make(to, indexes);
  else for (const index of indexes) await make(to, [index]);
  await make(to, [...(await missing(from, to, "view")), ...(await missing(from, to, "trigger"))]);
}

async function missing(from: Readable, to: Readable, type: string): Promise<string[]> {
  const there = new Set((await to.execute(objectsSql)).rows.map((row) => `${row.type} ${row.name}`));
  const { rows } = await from.execute(objectsSql);
  return rows
    .filter((row) => row.type === type && !there.has(`${row.type} ${row.name}`))
    .map(({ sql }) => String(sql));
}

async function make(to: Fillable, statements: readonly string[]): Promise<void> {
  if (statements.length > 0) await to.migrate([...statements]);
}
