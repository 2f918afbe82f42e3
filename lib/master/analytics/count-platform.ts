import { sql } from "drizzle-orm";
import { companies, companyUsage } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

export type PlatformCounts = Awaited<ReturnType<typeof countPlatform>>;

/**
 * How many companies there are, how many of them work (state `active`), how many registered at or after `since`, and
 * what all of them use together as of the last look at each.
 * @param since ms UTC
 */
export async function countPlatform(master: MasterDb, since: number) {
  const [counts] = await master
    .select({
      companies: sql<number>`COUNT(*)`,
      active: sql<number>`COUNT(CASE WHEN ${companies.state} = 'active' THEN 1 END)`,
      signUps: sql<number>`COUNT(CASE WHEN ${companies.createdAt} > ${since} THEN 1 END)`,
      doctors: sql<number>`(SELECT COALESCE(SUM(${companyUsage.doctors}), 0) FROM ${companyUsage})`,
      databaseBytes: sql<number>`(SELECT COALESCE(SUM(${companyUsage.databaseBytes}), 0) FROM ${companyUsage})`,
    })
    .from(companies);
  if (!counts) throw new Error("A count without groups always answers.");
  return counts;
}
