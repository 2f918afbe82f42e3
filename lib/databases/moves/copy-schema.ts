import type { Fillable, Readable } from "./movable-tables";

/** In the order in which they were made, which is an order in which they can be made again. */
const objectsSql = `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL
  AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\' ORDER BY rowid`;

/** Makes the tables as the other database really has them; there already is fine. */
export async function copyTables(from: Readable, to: Fillable): Promise<void> {
  await make(from, to, ["table"]);
}

/** What must not be there while rows come in: indexes are built faster afterwards, triggers would change the rows. */
export async function finishSchema(from: Readable, to: Fillable): Promise<void> {
  for (const type of ["index", "view", "trigger"]) await make(from, to, [type]);
}

async function make(from: Readable, to: Fillable, types: readonly string[]): Promise<void> {
  const there = new Set((await to.execute(objectsSql)).rows.map(({ type, name }) => `${type} ${name}`));
  for (const { type, name, sql } of (await from.execute(objectsSql)).rows) {
    if (!types.includes(String(type)) || there.has(`${type} ${name}`)) continue;
    // Each by itself: an index of a large table alone may take seconds.
    await to.execute(String(sql));
  }
}
