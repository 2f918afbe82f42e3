import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { companies, databaseServers, memberships, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb, tenantRefColumns } from "@/lib/databases";

/** Who a walk over databases asks, with where each database is and how many people work there. */
export function measurableCompanies(master: MasterDb, companyIds: readonly string[] | "all") {
  return master
    .select({
      id: companies.id,
      slug: companies.slug,
      users: sql<number>`(SELECT COUNT(*) FROM ${memberships} WHERE ${memberships.companyId} = ${companies.id})`,
      database: tenantRefColumns,
    })
    .from(companies)
    .innerJoin(
      tenantDatabases,
      and(eq(tenantDatabases.companyId, companies.id), isMain, sql`${tenantDatabases.state} <> 'removed'`),
    )
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(companyIds === "all" ? eq(tenantDatabases.state, "ready") : inArray(companies.id, [...companyIds]))
    .orderBy(asc(companies.slug));
}
