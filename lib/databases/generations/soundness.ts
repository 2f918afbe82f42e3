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

/** More rows than this that a check refuses are taken for damage. */
const mostRefused = 10_000;

/**
 * Reads every page. The cipher has no authentication of its own, so a flipped bit can still get through: whoever must
 * know compares hashes as well.
 *
 * A row that a check of its table refuses is no damage, and the doctor's to name and to set aside. A connection that
 * only reads, as with which backups are proven, does not hear of it: what was proven there must be restorable.
 * @throws EngineError `Damaged`
 */
export async function assertWhole(client: Asked): Promise<void> {
  const { rows } = await client.execute(`PRAGMA integrity_check(${mostRefused})`);
  const answers = rows.map((row) => String(row.integrity_check ?? "no answer"));
  const damage =
    answers.length === 0 || answers.length >= mostRefused
      ? (answers[0] ?? "no answer")
      : answers.find((answer) => answer !== "ok" && !answer.startsWith("CHECK constraint failed in "));
  if (damage !== undefined) throw new EngineError("Damaged", `The database is damaged: ${damage}.`);
}
