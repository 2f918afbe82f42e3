import { setImmediate as turn } from "node:timers/promises";
import { sqliteCode } from "../errors";
import { type LedgerRow, readLedger } from "../migrations/ledger";
import { checkLedger } from "./check-ledger";
import { checkPages, damaged } from "./check-pages";
import { checkRows, say } from "./check-rows";
import { checkSchema, count } from "./check-schema";
import { compareSchemas, type Difference } from "./compare-schemas";
import { type Asked, describeSchema } from "./describe-schema";
import { type Expectation, schemaAfter } from "./expectation";
import { finding, type IntegrityFinding, reasonOf } from "./finding";
import { type MigrationTrace, migrationTraces, reachedCount } from "./migration-traces";
import type { Schema } from "./schema-shape";
import { quoted } from "./sql-tokens";

/** What is in a database, before anything is judged. */
export interface Contents {
  readonly actual: Schema;
  readonly ledger: readonly LedgerRow[];
  readonly traces: readonly MigrationTrace[];
  /** How it should be built, as far as its own ledger, or what is there, goes: a migration that simply was not applied yet is no fault. */
  readonly expected: Schema;
  readonly differences: readonly Difference[];
}

export async function readContents(client: Asked, expectation: Expectation): Promise<Contents> {
  const actual = await describeSchema(client);
  const ledger = actual.tables.has("schema_ledger") ? await readLedger(client) : [];
  const traces = migrationTraces(expectation, ledger, actual);
  const expected = schemaAfter(expectation.schemas, reachedCount(traces));
  return { actual, ledger, traces, expected, differences: compareSchemas(expected, actual) };
}

/** All that is wrong inside a database. Only reads; one check that fails does not stop the others. */
export async function examineContents(
  client: Asked,
  expectation: Expectation,
  companyId: string,
): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  const check = async (what: string, work: () => Promise<IntegrityFinding[]>) => {
    // Reading a file holds the thread: others take their turn between two checks.
    await turn();
    findings.push(...(await work().catch((error) => [failed(what, error)])));
  };
  let contents: Contents;
  try {
    contents = await readContents(client, expectation);
  } catch (error) {
    return [failed("schema", error)];
  }
  const { actual, expected, differences, ledger, traces } = contents;
  await check("pages", () => checkPages(client, actual));
  if (findings.some(({ code }) => code === "integrity.damaged")) return findings;
  await check("ledger", async () => checkLedger(expectation, ledger, traces));
  await check("schema", () => checkSchema(client, expected, differences, expectation.masterTables));
  await check("rows", () => checkRows(client, expected, actual, differences));
  await check("companies", () => checkCompanies(client, actual, companyId));
  await check("quarantine", () => checkQuarantine(client, actual));
  return findings;
}

/** A file whose pages cannot be read is damaged, whichever question came across it. */
export function failed(what: string, error: unknown): IntegrityFinding {
  const code = sqliteCode(error) ?? "";
  if (/^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code)) return damaged(reasonOf(error));
  return finding("check.failed", `The ${what} could not be checked: ${reasonOf(error)}`, { check: what });
}

/** No row says whose it is; where a table has such a column all the same, nobody else's rows may be in it. */
async function checkCompanies(client: Asked, actual: Schema, companyId: string): Promise<IntegrityFinding[]> {
  const findings: IntegrityFinding[] = [];
  for (const { name, columns } of actual.tables.values()) {
    if (name === "identity" || !columns.has("company_id")) continue;
    const others = `WHERE company_id IS NOT NULL AND company_id <> '${companyId.replaceAll("'", "''")}'`;
    const rows = await count(client, name, others);
    if (rows === 0) continue;
    const message = `${say(rows)} of ${name} say that they belong to another company: find out how they got there.`;
    findings.push(finding("rows.other-company", message, { table: name, rows }));
  }
  return findings;
}

async function checkQuarantine(client: Asked, actual: Schema): Promise<IntegrityFinding[]> {
  if (!actual.tables.get("quarantined_rows")?.columns.has("restored_at")) return [];
  const rows = await count(client, "quarantined_rows", `WHERE ${quoted("restored_at")} IS NULL`);
  if (rows === 0) return [];
  const message = `${say(rows)} wait in quarantine; --undo puts back those that fit again.`;
  return [finding("rows.quarantined", message, { rows })];
}
