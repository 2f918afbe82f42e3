import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { companyUsage, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";

/** Where companies' databases live, and how many are there. */
export function listServers(master: MasterDb) {
  return master
    .select({
      id: databaseServers.id,
      name: databaseServers.name,
      kind: databaseServers.kind,
      url: databaseServers.url,
      region: databaseServers.region,
      acceptsNew: databaseServers.acceptsNew,
      maxDatabases: databaseServers.maxDatabases,
      replicaUrl: databaseServers.replicaUrl,
      drainingAt: databaseServers.drainingAt,
      databases: sql<number>`count(${tenantDatabases.id})`,
      /** As they were when usage was last taken. */
      bytes: sql<number>`coalesce(sum(${companyUsage.databaseBytes}), 0)`,
    })
    .from(databaseServers)
    .leftJoin(
      tenantDatabases,
      and(eq(tenantDatabases.serverId, databaseServers.id), ne(tenantDatabases.state, "removed")),
    )
    .leftJoin(companyUsage, and(eq(companyUsage.companyId, tenantDatabases.companyId), isMain))
    .where(isNull(databaseServers.removedAt))
    .groupBy(databaseServers.id)
    .orderBy(asc(databaseServers.name));
}
