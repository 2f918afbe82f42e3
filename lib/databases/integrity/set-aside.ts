import type { InValue } from "@libsql/client";
import { newId } from "@/lib/domain/id";
import type { Asked } from "./describe-schema";
import { quoted } from "./sql-tokens";

/** Where rows wait during a repair: the table they belong in may itself be what is being repaired. */
const waiting = "__set_aside";

/** What a row pointed to that is not there. */
export interface Reference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly parentColumns: readonly string[];
}

/** Takes rows out of their tables without losing them, and counts them. */
export class SetAside {
  readonly #counts = new Map<string, number>();

  /** @param foundAt milliseconds UTC */
  constructor(private readonly foundAt: number) {}

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, rows) => sum + rows, 0);
  }

  async begin(tx: Asked): Promise<void> {
    await tx.execute(
      `CREATE TABLE ${waiting} (id TEXT PRIMARY KEY NOT NULL, table_name TEXT NOT NULL, "row" TEXT NOT NULL,
        reason TEXT NOT NULL, reference TEXT, found_at INTEGER NOT NULL)`,
    );
  }

  /**
   * One row.
   * @param from the table it stands in now; `table` is what that table is, or was, called
   * @param where finds it and nothing else, with `args`
   */
  async take(
    tx: Asked,
    row: { from: string; table: string; columns: readonly string[]; where: string; args: InValue[] },
    reason: string,
    reference: Reference | null,
  ): Promise<void> {
    const pointed = reference
      ? `json_object('table', ${literal(reference.table)}, 'columns', ${asJson(reference.columns, reference.parentColumns)})`
      : "NULL";
    await tx.execute({
      sql: `INSERT INTO ${waiting} (id, table_name, "row", reason, reference, found_at)
            SELECT ?, ?, ${asJson(row.columns, row.columns)}, ?, ${pointed}, ? FROM ${quoted(row.from)} WHERE ${row.where}`,
      args: [newId(), row.table, reason, this.foundAt, ...row.args],
    });
    await tx.execute({ sql: `DELETE FROM ${quoted(row.from)} WHERE ${row.where}`, args: row.args });
    this.#counts.set(row.table, (this.#counts.get(row.table) ?? 0) + 1);
  }

  /** Into the table that is there for them. */
  async end(tx: Asked): Promise<void> {
    if (this.total > 0) {
      await tx.execute(
        `INSERT INTO quarantined_rows (id, table_name, "row", reason, reference, found_at)
         SELECT id, table_name, "row", reason, reference, found_at FROM ${waiting} ORDER BY id`,
      );
    }
    await tx.execute(`DROP TABLE ${waiting}`);
  }

  /** Where rows that were taken wait or are kept: they do not count as lost or won. */
  static isOwn(table: string): boolean {
    return table === waiting || table === "quarantined_rows";
  }
}

/** A function of SQLite takes at most 127 arguments. */
const pairsAtOnce = 50;

/** In the database itself, so that whole numbers keep all their digits; JSON knows no bytes. */
function asJson(columns: readonly string[], names: readonly string[]): string {
  const pairs = columns.map((column, at) => {
    const value = `CASE typeof(${quoted(column)}) WHEN 'blob' THEN json_object('$blob', hex(${quoted(column)}))
      ELSE ${quoted(column)} END`;
    return { name: names[at] ?? column, value };
  });
  let json = "json_object()";
  for (let at = 0; at < pairs.length; at += pairsAtOnce) {
    const part = pairs.slice(at, at + pairsAtOnce);
    json = `json_set(${json}, ${part.map(({ name, value }) => `${pathOf(name)}, ${value}`).join(", ")})`;
  }
  return json;
}

/** Of a column, in the JSON of its row. */
export const pathOf = (column: string) => literal(`$."${column}"`);

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
