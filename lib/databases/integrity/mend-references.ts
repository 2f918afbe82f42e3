import type { InValue, Row } from "@libsql/client";
import { EngineError } from "../errors";
import { orphans } from "./check-rows";
import { type Asked, describeSchema } from "./describe-schema";
import type { Knowledge, Value } from "./knowledge";
import { type ForeignKeyShape, primaryKeyOf, type TableShape } from "./schema-shape";
import type { SetAside } from "./set-aside";
import { quoted } from "./sql-tokens";

/**
 * Brings back rows that others point to where the platform still knows them, and sets the others aside, until nothing
 * points to nothing: what is set aside may have been pointed to itself.
 * @returns how many rows were brought back, by table
 * @throws EngineError `Damaged` when a row would have to go that nothing works without
 */
export async function mendReferences(
  tx: Asked,
  companyId: string,
  { parentOf, indispensable }: Pick<Knowledge, "parentOf" | "indispensable">,
  aside: SetAside,
): Promise<ReadonlyMap<string, number>> {
  const { tables } = await describeSchema(tx);
  const healed = new Map<string, number>();
  for (let found = true; found; ) {
    found = false;
    for (const table of tables.values()) {
      for (const key of table.foreignKeys) {
        const brought = await bringBack(tx, table, key, (missing) =>
          parentOf(companyId, key.parent, missing),
        );
        healed.set(key.parent, (healed.get(key.parent) ?? 0) + brought);
        const taken = await takeOrphans(tx, table, key, indispensable, aside);
        found ||= taken > 0 || brought > 0;
      }
    }
  }
  return healed;
}

async function bringBack(
  tx: Asked,
  table: TableShape,
  key: ForeignKeyShape,
  parentOf: (missing: Record<string, Value>) => Promise<Readonly<Record<string, Value>> | null>,
): Promise<number> {
  const { rows } = await tx.execute(
    `SELECT DISTINCT ${key.columns.map(quoted).join(", ")} FROM ${quoted(table.name)} ${orphans(key)}`,
  );
  let brought = 0;
  for (const row of rows) {
    const missing = Object.fromEntries(key.parentColumns.map((column, at) => [column, row[at] as Value]));
    const parent = await parentOf(missing);
    if (!parent) continue;
    const columns = Object.keys(parent);
    const { rowsAffected } = await tx.execute({
      sql: `INSERT OR IGNORE INTO ${quoted(key.parent)} (${columns.map(quoted).join(", ")})
            VALUES (${columns.map(() => "?").join(", ")})`,
      args: Object.values(parent),
    });
    brought += rowsAffected;
  }
  return brought;
}

async function takeOrphans(
  tx: Asked,
  table: TableShape,
  key: ForeignKeyShape,
  indispensable: readonly string[],
  aside: SetAside,
): Promise<number> {
  const keys = table.options.includes("WITHOUT ROWID") ? primaryKeyOf(table).map(quoted) : ["rowid"];
  const { rows } = await tx.execute(`SELECT ${keys.join(", ")} FROM ${quoted(table.name)} ${orphans(key)}`);
  if (rows.length > 0 && indispensable.includes(table.name)) {
    throw new EngineError(
      "Damaged",
      `A row of ${table.name} points to ${key.parent} that are not there, and nothing works without it: correct it, or restore a backup.`,
      { table: table.name },
    );
  }
  const columns = [...table.columns.values()].filter(({ generated }) => !generated).map(({ name }) => name);
  const where = keys.map((each) => `${each} IS ?`).join(" AND ");
  const reference = { table: key.parent, columns: key.columns, parentColumns: key.parentColumns };
  for (const row of rows) {
    const args = keys.map((_: string, at: number): InValue => (row as Row)[at] ?? null);
    const why = `It points to a row of ${key.parent} that is not there.`;
    await aside.take(tx, { from: table.name, table: table.name, columns, where, args }, why, reference);
  }
  return rows.length;
}
