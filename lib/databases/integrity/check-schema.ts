import type { Difference, DifferenceKind } from "./compare-schemas";
import type { Asked } from "./describe-schema";
import { finding, type IntegrityFinding } from "./finding";
import { isRebuilt } from "./rebuilt";
import type { Schema } from "./schema-shape";
import { quoted } from "./sql-tokens";

const sayings: Record<DifferenceKind, (difference: Difference) => string> = {
  "table-missing": ({ table }) => `The table ${table} is missing.`,
  "table-extra": ({ table }) => `Nobody knows the table ${table}; it is kept.`,
  "column-missing": ({ table, name }) => `${table} has no column ${name}.`,
  "column-differs": (d) => `The column ${d.table}.${d.name} is "${d.actual}", not "${d.expected}".`,
  "column-blocks": ({ table, name }) =>
    `Nobody knows the column ${table}.${name}, and no row can be added without it.`,
  "column-extra": ({ table, name }) => `Nobody knows the column ${table}.${name}; it is kept.`,
  "foreign-key-missing": ({ table, name }) => `${table} lacks the foreign key ${name}.`,
  "foreign-key-extra": ({ table, name }) => `${table} has a foreign key that it should not have: ${name}.`,
  "check-missing": ({ table, name }) => `${table} lacks the check ${name}.`,
  "check-extra": ({ table, name }) => `${table} has a check that it should not have: ${name}.`,
  "unique-missing": ({ table, name }) => `${table} does not keep (${name}) unique.`,
  "unique-extra": ({ table, name }) => `${table} keeps (${name}) unique, which it should not.`,
  "options-differ": (d) => `${d.table} is made as "${d.actual}", not as "${d.expected}".`,
  "index-missing": ({ table, name }) => `The index ${name} on ${table} is missing.`,
  "index-differs": ({ table, name }) => `The index ${name} on ${table} is not what it should be.`,
  "index-extra": ({ table, name }) => `Nobody knows the index ${name} on ${table}; it is kept.`,
  "trigger-missing": ({ table, name }) => `The trigger ${name} on ${table} is missing.`,
  "trigger-differs": ({ table, name }) => `The trigger ${name} on ${table} is not what it should be.`,
  "trigger-extra": ({ table, name }) => `Nobody knows the trigger ${name} on ${table}; it is kept.`,
  "view-missing": ({ name }) => `The view ${name} is missing.`,
  "view-differs": ({ name }) => `The view ${name} is not what it should be.`,
  "view-extra": ({ name }) => `Nobody knows the view ${name}; it is kept.`,
};

/** A difference in one sentence. */
export const sayDifference = (difference: Difference): string => sayings[difference.kind](difference);

/** How the database is built, against how it should be. */
export async function checkSchema(
  client: Asked,
  expected: Schema,
  differences: readonly Difference[],
  masterTables: ReadonlySet<string>,
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  const gone = new Set(differences.filter(({ kind }) => kind === "table-missing").map(({ name }) => name));
  // What belongs to a missing table is missing with it.
  for (const difference of differences.filter(({ table, name }) => table === name || !gone.has(table))) {
    const { kind, table, name } = difference;
    const detail = { kind, table, name, expected: difference.expected, actual: difference.actual };
    const message = sayDifference(difference);
    if (kind === "table-extra" && masterTables.has(table)) {
      const rows = await count(client, table);
      const where = `The table ${table} with ${rows} rows belongs to the platform's database, not to a company's.`;
      findings.push(finding("schema.other-kind", where, { table, rows }));
    } else if (kind.endsWith("-extra") && !isRebuilt(expected, difference)) {
      findings.push(finding("schema.extra", message, detail));
    } else {
      const rows = isRebuilt(expected, difference) ? await count(client, table) : null;
      findings.push(finding("schema.different", message, { ...detail, rows }));
    }
  }
  return findings;
}

export async function count(client: Asked, table: string, where = ""): Promise<number> {
  const { rows } = await client.execute(`SELECT count(*) AS n FROM ${quoted(table)} ${where}`);
  return Number(rows[0]?.n ?? 0);
}
