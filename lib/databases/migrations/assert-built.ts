import { createClient } from "@libsql/client";
import { EngineError } from "../errors";
import { sayDifference } from "../integrity/check-schema";
import { compareSchemas, type Difference } from "../integrity/compare-schemas";
import { type Asked, describeSchema } from "../integrity/describe-schema";
import { expectedSchemas } from "../integrity/expected-schema";
import { isRebuilt } from "../integrity/rebuilt";
import type { Migration } from "./files";
import { applyMigrations } from "./ledger";

/** Everything a schema consists of, as one text: of two databases with the same one nothing else need be compared. */
const wholeSchema = `SELECT group_concat(line, char(10)) AS text FROM (
  SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') AS line FROM sqlite_master
  WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name)`;

const expectedTexts = new Map<string, Promise<string>>();

/**
 * Proves that a database is built as these migrations build one: tables, columns, constraints, indexes and triggers are
 * as they should be. What nobody knows, but disturbs nobody, may stay.
 * @throws EngineError `Damaged`, saying what is wrong
 */
export async function assertBuilt(client: Asked, migrations: readonly Migration[]): Promise<void> {
  if ((await textOf(client)) === (await expectedText(migrations))) return;
  const expected = (await expectedSchemas(migrations)).at(-1);
  if (!expected) return;
  const wrong = compareSchemas(expected, await describeSchema(client)).filter(
    (difference) => !difference.kind.endsWith("-extra") || isRebuilt(expected, difference),
  );
  if (wrong.length > 0) throw different(wrong);
}

function different(wrong: readonly Difference[]): EngineError {
  const said = wrong.slice(0, 3).map(sayDifference).join(" ");
  const more = wrong.length > 3 ? ` And ${wrong.length - 3} more.` : "";
  return new EngineError(
    "Damaged",
    `The schema would not be what it should be: ${said}${more} "tenants doctor --repair" sees to it.`,
    { differences: wrong.length },
  );
}

async function textOf(client: Asked): Promise<string> {
  return String((await client.execute(wholeSchema)).rows[0]?.text ?? "");
}

/** So that nobody's writes wait for what is found out once; before the database is kept from them. */
export async function learnExpectation(migrations: readonly Migration[]): Promise<void> {
  await expectedText(migrations);
}

/** Found out once per process, from a database that exists in memory only. */
function expectedText(migrations: readonly Migration[]): Promise<string> {
  const key = migrations.map(({ name, sha256 }) => `${name} ${sha256}`).join("\n");
  const known = expectedTexts.get(key) ?? buildText(migrations);
  expectedTexts.set(key, known);
  return known;
}

async function buildText(migrations: readonly Migration[]): Promise<string> {
  const client = createClient({ url: ":memory:" });
  try {
    await applyMigrations(client, migrations);
    return await textOf(client);
  } finally {
    client.close();
  }
}
