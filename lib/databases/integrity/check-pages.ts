import { count } from "./check-schema";
import type { Asked } from "./describe-schema";
import { finding, type IntegrityFinding } from "./finding";
import type { Schema } from "./schema-shape";

/** So many complaints are read; a damaged database has no end of them. */
const complaints = 100;

/** Every page, every index, every row against its own table: what SQLite itself has to say. */
export async function checkPages(client: Asked, actual: Schema): Promise<IntegrityFinding[]> {
  const { rows } = await client.execute(`PRAGMA integrity_check(${complaints})`);
  const said = rows.map((row) => String(row.integrity_check ?? "no answer")).filter((each) => each !== "ok");
  const isWhole = said.every((complaint) => explain(complaint, actual).code !== "integrity.damaged");
  const refused = isWhole ? await tablesWithRefusedRows(client, actual) : [];
  const findings = new Map<string, IntegrityFinding>();
  for (const complaint of [...said, ...refused.map((table) => `CHECK constraint failed in ${table}`)]) {
    const found = explain(complaint, actual);
    const key = `${found.code} ${found.detail.table ?? ""}`;
    if (!findings.has(key)) findings.set(key, found);
  }
  return [...findings.values()];
}

/**
 * A connection that only reads knows no checks: SQLite leaves them away when it reads the schema, and then its own check
 * of the rows says nothing of them.
 */
async function tablesWithRefusedRows(client: Asked, { tables }: Schema): Promise<string[]> {
  const found: string[] = [];
  for (const { name, checks } of tables.values()) {
    const broken = checks.map(({ sql }) => `NOT (${sql})`).join(" OR ");
    if (broken !== "" && (await count(client, name, `WHERE ${broken}`)) > 0) found.push(name);
  }
  return found;
}

/** Only what is known to be a matter of one row or one index is taken for it; everything else is damage. */
function explain(complaint: string, { tables, indexes }: Schema): IntegrityFinding {
  const index = / (?:from|in|entries in) index (\S+)$/.exec(complaint)?.[1];
  const table =
    indexes.get(index ?? "")?.table ??
    /^sqlite_autoindex_(.+)_\d+$/.exec(index ?? "")?.[1] ??
    /^(?:CHECK constraint failed in|NULL value in) ([^.]+?)(?:\.\S+)?$/.exec(complaint)?.[1];
  const detail = { table: table ?? null, complaint };
  if (!table || !tables.has(table)) return damaged(complaint);
  return index === undefined
    ? finding("integrity.rows", `Rows of ${table} are not what the table allows: ${complaint}.`, detail)
    : finding(
        "integrity.index",
        `An index of ${table} does not say what the table says: ${complaint}.`,
        detail,
      );
}

export function damaged(complaint: string): IntegrityFinding {
  const message = `The file is damaged: ${complaint}. Nothing can be repaired in it: restore a backup, and keep the file.`;
  return finding("integrity.damaged", message, { complaint });
}
