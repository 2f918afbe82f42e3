import type { Client } from "@libsql/client";
import { EngineError } from "./errors";
import { newestMigration } from "./migrations/files";
import type { TenantRef } from "./registry";

/** Names of migrations, both ends included. */
export interface SchemaRange {
  readonly oldest: string;
  readonly newest: string;
}

/**
 * The oldest tenant schema this code can still serve. A migration that only adds leaves it where it is; the release
 * that stops reading what an earlier one left behind raises it.
 */
const oldestTenantSchema = "0001_triggers";

/** Which tenant schemas this code serves: expand first, contract a release later. */
export function tenantSchemaRange(): SchemaRange {
  return { oldest: oldestTenantSchema, newest: newestMigration("tenant") };
}

/**
 * Compares what the database's own ledger says with what the code can serve.
 * @returns name of the last applied migration
 * @throws EngineError `SchemaOutOfRange`: the edge answers "being upgraded" (503, Retry-After)
 */
export async function verifySchema(
  client: Pick<Client, "execute">,
  range: SchemaRange,
  ref: TenantRef,
): Promise<string> {
  const found = await client.execute("SELECT max(name) AS newest FROM schema_ledger");
  const schema = String(found.rows[0]?.newest ?? "");
  if (schema >= range.oldest && schema <= range.newest) return schema;
  throw new EngineError(
    "SchemaOutOfRange",
    `The schema of the company's database is ${schema || "empty"}; this version of MedAdmin serves ${range.oldest} to ${range.newest}.`,
    { databaseId: ref.databaseId, schema, oldest: range.oldest, newest: range.newest },
  );
}
