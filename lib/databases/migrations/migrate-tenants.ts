import { eq, inArray, ne } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { collectStatements } from "../collect-statements";
import { engine } from "../engine";
import { engineErrorOf } from "../errors";
import type { Actor } from "../handles";
import { type TenantRefRow, tenantRefColumns, toTenantRef } from "../registry";
import { write } from "../write";
import { type Migration, migrationsOf } from "./files";
import { migrateTenant } from "./migrate-tenant";

export interface MigrationResult {
  readonly companyId: string;
  readonly slug: string;
  /** Name of the newest migration before and after. */
  readonly from: string | null;
  readonly to: string | null;
  /** Milliseconds, waiting included. */
  readonly ms: number;
  /** Null when it is up to date now. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

export interface MigrateTenantsOptions {
  readonly actor: Actor;
  /** Only these; all when left out. */
  readonly companyIds?: readonly string[];
  /** Databases that are migrated at the same time. */
  readonly concurrency?: number;
  /** Tests hand in others. */
  readonly migrations?: readonly Migration[];
  readonly onProgress?: (result: MigrationResult, done: number, total: number) => void;
}

/**
 * Brings companies' databases to the newest schema, some at a time. One that fails stays as it was before the
 * migration that failed, and the others go on. Up-to-date ones are opened and left alone, so that repeating it
 * costs little.
 */
export async function migrateTenants(options: MigrateTenantsOptions): Promise<MigrationResult[]> {
  const { actor, companyIds, concurrency = 4, migrations = migrationsOf("tenant"), onProgress } = options;
  const waiting = await databases(companyIds);
  const total = waiting.length;
  const results: MigrationResult[] = [];
  const worker = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      const result = await migrateOne(actor, row, migrations);
      results.push(result);
      // Each leaves descriptors behind until its statements are collected.
      if (results.length % 16 === 0) collectStatements();
      onProgress?.(result, results.length, total);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return results.sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

type Row = TenantRefRow & { readonly slug: string; readonly schemaVersion: string | null };

function databases(companyIds?: readonly string[]): Promise<Row[]> {
  const wanted = companyIds ? inArray(companies.id, [...companyIds]) : ne(tenantDatabases.state, "removed");
  return engine()
    .master.select({
      ...tenantRefColumns,
      slug: companies.slug,
      schemaVersion: tenantDatabases.schemaVersion,
    })
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .where(wanted)
    .orderBy(companies.slug);
}

async function migrateOne(
  actor: Actor,
  row: Row,
  migrations: readonly Migration[],
): Promise<MigrationResult> {
  const { companyId, slug } = row;
  const startedAt = performance.now();
  const result = (from: string | null, to: string | null, error: unknown): MigrationResult => ({
    companyId,
    slug,
    from,
    to,
    ms: Math.round(performance.now() - startedAt),
    error: error === null ? null : reasonOf(error),
  });
  try {
    const { from, to, stoppedBy } = await migrateTenant(toTenantRef(row), migrations);
    if (to !== row.schemaVersion) await record(actor, row, to);
    return result(from, to, stoppedBy);
  } catch (error) {
    return result(row.schemaVersion, row.schemaVersion, error);
  }
}

function record(actor: Actor, row: Row, schemaVersion: string | null): Promise<unknown> {
  return write(engine().master, actor, (tx) =>
    tx.update(tenantDatabases).set({ schemaVersion }).where(eq(tenantDatabases.id, row.databaseId)),
  );
}

function reasonOf(error: unknown): { code: string; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  return { code: engineErrorOf(error)?.code ?? "unexpected", message };
}
