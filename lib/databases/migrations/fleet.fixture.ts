import { eq, sql } from "drizzle-orm";
import { companies, tenantDatabases } from "@/drizzle/master/schema";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { engine } from "../engine";
import type { Actor } from "../handles";
import { openUnpublished } from "../open-file";
import { anyTenantRef, findTenantRow } from "../registry";
import { type Migration, migrationsOf, newestMigration } from "./files";
import { readLedger } from "./ledger";
import { type MigrateFleetOptions, migrateFleet } from "./runs/migrate-fleet";

export const newest = newestMigration("tenant");

/** One column and one index, as releases bring them. */
export const next: Migration = {
  name: "9999_next",
  sha256: "2".repeat(64),
  statements: ["ALTER TABLE counters ADD COLUMN note TEXT", "CREATE INDEX counters_note ON counters (note)"],
};
export const withNext = [...migrationsOf("tenant"), next];

/** An engine that serves the schema before and after `next`. */
export const fleetEngine = () => testEngine({ schemaRange: { oldest: newest, newest: "9999_next" } });

/** Companies with these slugs; answers with the id of each. */
export async function makeCompanies(...slugs: string[]) {
  const made = new Map<string, string>();
  for (const slug of slugs) made.set(slug, (await testCompany(slug)).companyId);
  return (slug: string) => made.get(slug) ?? "";
}

export function migrateTest(actor: Actor, options: Partial<MigrateFleetOptions> = {}) {
  return migrateFleet({ actor, now: () => new Date(), migrations: withNext, ...options });
}

/** How it went, by slug. */
export const outcomes = (results: ReadonlyArray<{ slug: string; state: string }>) =>
  Object.fromEntries(results.map(({ slug, state }) => [slug, state]));

/** What lets `next` fail in a company's database, and what lets it succeed again. */
export const spoilt = "ALTER TABLE counters ADD COLUMN note TEXT";
export const mended = "ALTER TABLE counters DROP COLUMN note";

/** Asks or changes a company's database past everything that guards it. */
export async function inDatabase(companyId: string, ...statements: string[]) {
  await engine().cache.close();
  const ref = anyTenantRef(await findTenantRow(engine().master, companyId));
  const key = ref.keyId === null ? null : await engine().keyring.reveal(ref.keyId);
  const client = openUnpublished(engine().server(ref.server).where(ref), key);
  try {
    await client.execute("PRAGMA foreign_keys = OFF");
    for (const statement of statements) await client.execute(statement);
    const columns = await client.execute("SELECT name FROM pragma_table_info('counters')");
    return {
      ledger: (await readLedger(client)).map((row) => row.name),
      hasNote: columns.rows.some(({ name }) => name === "note"),
      audited: Number(
        (await client.execute("SELECT count(*) AS n FROM audit_events WHERE action = 'database.upgraded'"))
          .rows[0]?.n,
      ),
    };
  } finally {
    client.close();
  }
}

export function registered() {
  return engine()
    .master.select({
      slug: companies.slug,
      schema: tenantDatabases.schemaVersion,
      state: tenantDatabases.state,
      generation: tenantDatabases.generation,
    })
    .from(tenantDatabases)
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .orderBy(companies.slug);
}

/** More than is migrated where it is. */
export const fillUp = sql`INSERT INTO counters (name, value)
  WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
  SELECT i || hex(zeroblob(50000)), 1 FROM n`;
