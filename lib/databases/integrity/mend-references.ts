import type { InValue } from "@libsql/client";
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
  for (;;) {
    let changed = 0;
    // All of a round before any is taken, so that each is told by what itself is missing.
    const lost = new Map<string, Orphan>();
    for (const table of tables.values()) {
      for (const key of table.foreignKeys) {
        const brought = await bringBack(tx, table, key, (missing) =>
          parentOf(companyId, key.parent, missing),
        );
        healed.set(key.parent, (healed.get(key.parent) ?? 0) + brought);
        changed += brought;
      }
    }
    for (const table of tables.values()) {
      for (const key of table.foreignKeys) await findOrphans(tx, table, key, lost);
    }
    for (const orphan of lost.values()) await takeOrphan(tx, orphan, indispensable, aside);
    if (changed + lost.size === 0) return healed;
  }
}

interface Orphan {
  readonly table: TableShape;
  readonly key: ForeignKeyShape;
  /** Of the row itself. */
  readonly args: InValue[];
}

const keysOf = (table: TableShape) =>
  table.options.includes("WITHOUT ROWID") ? primaryKeyOf(table).map(quoted) : ["rowid"];

async function findOrphans(
  tx: Asked,
  table: TableShape,
  key: ForeignKeyShape,
  lost: Map<string, Orphan>,
): Promise<void> {
  const keys = keysOf(table);
  const { rows } = await tx.execute(`SELECT ${keys.join(", ")} FROM ${quoted(table.name)} ${orphans(key)}`);
  for (const row of rows) {
    const args = keys.map((_, at): InValue => row[at] ?? null);
    const name = JSON.stringify([table.name, ...args.map(String)]);
    if (!lost.has(name)) lost.set(name, { table, key, args });
  }
}

async function takeOrphan(
  tx: Asked,
  { table, key, args }: Orphan,
  indispensable: readonly string[],
  aside: SetAside,
): Promise<void> {
  if (indispensable.includes(table.name)) {
    throw new EngineError(
      "Damaged",
      `A row of ${table.name} points to ${key.parent} that are not there, and nothing works without it: correct it, or restore a backup.`,
      { table: table.name },
    );
  }
  const columns = [...table.columns.values()].filter(({ generated }) => !generated).map(({ name }) => name);
  const where = keysOf(table)
    .map((each) => `${each} IS ?`)
    .join(" AND ");
  const from = { from: table.name, table: table.name, columns, where, args };
  const reference = { table: key.parent, columns: key.columns, parentColumns: key.parentColumns };
  await aside.take(tx, from, `It points to a row of ${key.parent} that is not there.`, reference);
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
