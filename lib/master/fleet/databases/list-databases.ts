import { and, asc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import {
  companies,
  companyUsage,
  databaseServers,
  restoreDrills,
  tenantBackups,
  tenantDatabases,
} from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";
import { fold, searchTerms } from "@/lib/domain/folding";
import type { DatabaseFilter } from "./database-filter";

/** Milliseconds UTC of the newest backup that is there and works; null when there is none. */
const lastBackupAt = sql<number | null>`(
  SELECT max(${tenantBackups.takenAt}) FROM ${tenantBackups}
  WHERE ${tenantBackups.companyId} = ${companies.id} AND ${tenantBackups.state} = 'ready' AND ${isMain})`;

/** Milliseconds UTC of the last time a backup was restored to a place of its own and found whole. */
const lastProvenRestoreAt = sql<number | null>`(
  SELECT max(${restoreDrills.drilledAt}) FROM ${restoreDrills}
  WHERE ${restoreDrills.companyId} = ${companies.id} AND ${restoreDrills.passed} = 1 AND ${isMain})`;

/** Of a company's own database as it was last measured; of a sandbox as it was made. */
const bytes = sql<
  number | null
>`CASE WHEN ${isMain} THEN ${companyUsage.databaseBytes} ELSE ${tenantDatabases.sizeBytes} END`;

const columns = {
  id: tenantDatabases.id,
  purpose: tenantDatabases.purpose,
  companyId: companies.id,
  company: companies.name,
  slug: companies.slug,
  companyState: companies.state,
  server: databaseServers.name,
  state: tenantDatabases.state,
  stateReason: tenantDatabases.stateReason,
  generation: tenantDatabases.generation,
  schemaVersion: tenantDatabases.schemaVersion,
  encrypted: sql<boolean>`${tenantDatabases.keyId} IS NOT NULL`.mapWith(Boolean),
  bytes,
  lastBackupAt,
  lastProvenRestoreAt,
};

export type ListedDatabase = Awaited<ReturnType<typeof pageQuery>>[number];

/** A page of the databases a filter finds, from the registry alone; beyond the end it is the last page. */
export async function listDatabases(master: MasterDb, filter: DatabaseFilter, newestSchema: string) {
  const [counted] = await master
    .select({ total: sql<number>`count(*)` })
    .from(tenantDatabases)
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .where(conditions(filter, newestSchema));
  const total = counted?.total ?? 0;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  return { total, page, rows: total === 0 ? [] : await pageQuery(master, { ...filter, page }, newestSchema) };
}

function pageQuery(master: MasterDb, filter: DatabaseFilter, newestSchema: string) {
  return master
    .select(columns)
    .from(tenantDatabases)
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .leftJoin(companyUsage, eq(companyUsage.companyId, companies.id))
    .where(conditions(filter, newestSchema))
    .orderBy(...order(filter))
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
}

function conditions({ q, state, server, schema }: DatabaseFilter, newestSchema: string): SQL | undefined {
  const terms = searchTerms(q);
  const slug = fold(q).replaceAll(" ", "-");
  return and(
    // What was removed is history, unless somebody asks for it.
    state.length > 0 ? inArray(tenantDatabases.state, state) : ne(tenantDatabases.state, "removed"),
    server.length > 0 ? inArray(tenantDatabases.serverId, server) : undefined,
    schema.length === 1
      ? sql`(${tenantDatabases.schemaVersion} IS ${newestSchema}) = ${schema[0] === "current" ? 1 : 0}`
      : undefined,
    q === ""
      ? undefined
      : or(
          terms.length > 0
            ? and(...terms.map((term) => sql`instr(${companies.nameFolded}, ${term}) > 0`))
            : undefined,
          slug === "" ? undefined : sql`instr(${companies.slug}, ${slug}) > 0`,
          sql`instr(lower(${companies.code}), ${q.toLowerCase()}) > 0`,
          sql`instr(${tenantDatabases.id}, ${q.toLowerCase()}) > 0`,
        ),
  );
}

/** What is not known comes last either way, equals by name. */
function order({ sort, descending }: DatabaseFilter): SQL[] {
  const keys = {
    name: companies.nameFolded,
    size: bytes,
    backup: lastBackupAt,
    restore: lastProvenRestoreAt,
  };
  const direction = sql.raw(descending ? "DESC" : "ASC");
  return [sql`${keys[sort]} ${direction} NULLS LAST`, asc(companies.nameFolded), asc(tenantDatabases.id)];
}
