import type { Client } from "@libsql/client";
import { EngineError } from "../errors";

/** All that checking needs, so that the database may be in a transaction, or in another process. */
type Asked = Pick<Client, "execute">;

/** Rows per table, ordered by name. */
export type RowCounts = Readonly<Record<string, number>>;

/** Counts every row, so it reads the whole database. */
export async function countRows(client: Asked): Promise<RowCounts> {
  const tables = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables.rows) {
    const table = String(name).replaceAll('"', '""');
    const counted = await client.execute(`SELECT count(*) AS n FROM "${table}"`);
    counts[String(name)] = Number(counted.rows[0]?.n);
  }
  return counts;
}

/** @throws EngineError `Damaged` naming a table */
export async function assertSameRows(original: Asked, copy: Asked): Promise<void> {
  const [before, after] = [await countRows(original), await countRows(copy)];
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (before[table] === after[table]) continue;
    throw new EngineError(
      "Damaged",
      `The copy has ${after[table] ?? 0} of ${before[table] ?? 0} rows of ${table}.`,
      {
        table,
      },
    );
  }
}

/**
 * Reads every page and every reference.
 * @throws EngineError `Damaged`
 */
export async function assertSound(client: Asked): Promise<void> {
  await assertWhole(client);
  const [orphan] = (await client.execute('SELECT "table", parent FROM pragma_foreign_key_check LIMIT 1'))
    .rows;
  if (orphan) {
    throw new EngineError(
      "Damaged",
      `A row of ${orphan.table} refers to one of ${orphan.parent} that is not there.`,
      {
        table: String(orphan.table),
      },
    );
  }
}

/**
 * Reads every page. The cipher has no authentication of its own, so a flipped bit can still get through: whoever must
 * know compares hashes as well.
 * @throws EngineError `Damaged`
 */
export async function assertWhole(client: Asked): Promise<void> {
  const integrity = await client.execute("PRAGMA integrity_check(1)");
  const answer = String(integrity.rows[0]?.integrity_check ?? "no answer");
  if (answer !== "ok") throw new EngineError("Damaged", `The database is damaged: ${answer}.`);
}
