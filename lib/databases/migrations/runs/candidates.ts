import { and, count, eq, inArray, notInArray, type SQL, sql } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../../engine";
import { isMain, type TenantRefRow, tenantRefColumns } from "../../registry";
import type { RunOptions } from "./run-options";

/** A database that a run may have to do with, by what the registry says of it. */
export type Candidate = TenantRefRow & {
  readonly slug: string;
  readonly schemaVersion: string | null;
  readonly sizeBytes: number | null;
};

type Which = Pick<RunOptions, "companyIds" | "serverId">;

/** Those that are not at `target`, in order of slug. */
export function readBehind(which: Which, target: string): Promise<Candidate[]> {
  return read(and(scope(which), isNot(target))).orderBy(companies.slug);
}

export async function countCurrent(which: Which, target: string): Promise<number> {
  const [found] = await engine()
    .master.select({ n: count() })
    .from(tenantDatabases)
    .where(and(scope(which), eq(tenantDatabases.schemaVersion, target)));
  return found?.n ?? 0;
}

/** Some of those that the registry says are at `target`, by chance; only such as can be opened. */
export function readSample(which: Which, target: string, size: number): Promise<Candidate[]> {
  const isReady = eq(tenantDatabases.state, "ready");
  return read(and(scope(which), isReady, eq(tenantDatabases.schemaVersion, target)))
    .orderBy(sql`random()`)
    .limit(size);
}

export function readByIds(databaseIds: readonly string[]): Promise<Candidate[]> {
  return read(inArray(tenantDatabases.id, [...databaseIds])).orderBy(companies.slug);
}

const isNot = (target: string) => sql`${tenantDatabases.schemaVersion} IS NOT ${target}`;

/** One that is still being made is made with the newest schema. */
function scope({ companyIds, serverId }: Which): SQL | undefined {
  return and(
    notInArray(tenantDatabases.state, ["removed", "provisioning"]),
    companyIds ? inArray(tenantDatabases.companyId, [...companyIds]) : undefined,
    serverId === null ? undefined : eq(tenantDatabases.serverId, serverId),
  );
}

function read(which: SQL | undefined) {
  return engine()
    .master.select({
      ...tenantRefColumns,
      // A company's sandbox is one more database to migrate, and is called by what it is.
      slug: sql<string>`${companies.slug} || CASE WHEN ${isMain} THEN '' ELSE ' (sandbox)' END`,
      schemaVersion: tenantDatabases.schemaVersion,
      sizeBytes: tenantDatabases.sizeBytes,
    })
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .innerJoin(companies, eq(companies.id, tenantDatabases.companyId))
    .where(which);
}
