import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { companyUsage, databaseServers, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";

export interface FleetTotals {
  readonly databases: number;
  /** Behind the newest schema. */
  readonly behind: number;
  /** Neither ready nor on their way to it: somebody has to look. */
  readonly inTrouble: number;
  readonly servers: number;
  /** As they were when usage was last taken. */
  readonly bytes: number;
}

/** The fleet in five figures, from the registry alone. */
export async function fleetTotals(master: MasterDb, newestSchema: string): Promise<FleetTotals> {
  const [[found], servers] = await Promise.all([
    master
      .select({
        databases: sql<number>`count(*)`,
        behind: sql<number>`count(*) FILTER (WHERE ${tenantDatabases.schemaVersion} IS NOT ${newestSchema})`,
        inTrouble: sql<number>`count(*) FILTER (WHERE ${tenantDatabases.state} IN ('quarantined', 'failed'))`,
        bytes: sql<number>`coalesce(sum(${companyUsage.databaseBytes}), 0)`,
      })
      .from(tenantDatabases)
      // A sandbox is one more database to look after, but what the company uses is counted once.
      .leftJoin(companyUsage, and(eq(companyUsage.companyId, tenantDatabases.companyId), isMain))
      .where(ne(tenantDatabases.state, "removed")),
    master.$count(databaseServers, isNull(databaseServers.removedAt)),
  ]);
  return { databases: 0, behind: 0, inTrouble: 0, bytes: 0, ...found, servers };
}
