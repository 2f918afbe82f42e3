import { doctorWords } from "@/lib/company/doctors/search-words";
import { type ApartClient, EngineError, withoutTriggers } from "@/lib/databases";
import { masking, undecided } from "./masking";

/** Rows whose search words are worked out and written at once. */
const pageSize = 400;

/** The engine begins the audit anew by itself. */
const emptied = Object.entries(masking).flatMap(([table, treatment]) =>
  treatment === "emptied" && table !== "audit_events" ? [table] : [],
);

/** Triggers that note when a row was changed, and those that keep rows for ever. */
const guarding = `name LIKE '%\\_touch' ESCAPE '\\' OR tbl_name IN (${emptied.map((table) => `'${table}'`).join(", ")})`;

/**
 * Takes out of an unpublished copy what a sandbox must not have. Unmasked ones, too, begin without the answers to
 * forms that were sent elsewhere.
 * @throws EngineError `NotSupported` when the copy has something that nobody has decided about
 */
export async function prepareSandboxCopy(copy: ApartClient, masked: boolean): Promise<void> {
  if (masked) await maskCopy(copy);
  else await copy.execute("DELETE FROM submissions");
}

async function maskCopy(copy: ApartClient): Promise<void> {
  const open = undecided(await columnsOf(copy));
  if (open.length > 0) {
    throw new EngineError(
      "NotSupported",
      `Nobody has decided what a masked sandbox does with ${open.slice(0, 5).join(", ")}.`,
      { columns: open.join(" ") },
    );
  }
  // The rows are as old as they were; that they were masked is in the sandbox's audit.
  await withoutTriggers(copy, guarding, async () => {
    for (const [table, treatment] of Object.entries(masking)) {
      if (emptied.includes(table)) await copy.execute(`DELETE FROM "${table}"`);
      else if (treatment !== "emptied" && treatment.masked)
        await copy.execute(updateOf(table, treatment.masked));
    }
    await rewriteSearchWords(copy);
  });
}

function updateOf(table: string, masked: Readonly<Record<string, string>>): string {
  const columns = Object.entries(masked).map(([column, sql]) => `"${column}" = ${sql}`);
  return `UPDATE "${table}" SET ${columns.join(", ")}`;
}

/** Doctors are found by their telephone and address, too: those words must go with them. */
async function rewriteSearchWords(copy: ApartClient): Promise<void> {
  for (let after = ""; ; ) {
    const { rows } = await copy.execute(
      `SELECT id, code, first_name, last_name, email FROM doctors WHERE id > ? ORDER BY id LIMIT ${pageSize}`,
      [after],
    );
    if (rows.length === 0) return;
    const values = rows.flatMap((row) => {
      const doctor = {
        code: String(row.code),
        firstName: String(row.first_name),
        lastName: String(row.last_name),
        phone: null,
        email: row.email === null ? null : String(row.email),
      };
      return [String(row.id), doctorWords(doctor).join(" ")];
    });
    await copy.execute(
      `WITH words (id, text) AS (VALUES ${rows.map(() => "(?, ?)").join(", ")})
       UPDATE doctors SET search_folded = words.text FROM words WHERE words.id = doctors.id`,
      values,
    );
    after = String(rows.at(-1)?.id);
  }
}

async function columnsOf(copy: ApartClient): Promise<Map<string, string[]>> {
  const { rows } = await copy.execute(
    `SELECT m.name AS "table", c.name AS "column" FROM sqlite_master AS m, pragma_table_info(m.name) AS c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  );
  const columns = new Map<string, string[]>();
  for (const { table, column } of rows)
    columns.set(String(table), [...(columns.get(String(table)) ?? []), String(column)]);
  return columns;
}
