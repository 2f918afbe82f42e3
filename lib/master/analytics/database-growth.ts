import { sql } from "drizzle-orm";
import { usageDays } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

export interface GrowthPoint {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly databaseBytes: number;
}

/**
 * How large all databases together were on each of the days. A company that was not looked at on one of them counts
 * with what it had on the one before, so that a missed look is no dent. Days before the first look are left out.
 */
export async function databaseGrowth(master: MasterDb, days: readonly string[]): Promise<GrowthPoint[]> {
  const rows = await master.all<GrowthPoint>(sql`
    WITH grown AS (
      SELECT ${usageDays.day} AS day,
        ${usageDays.databaseBytes} - LAG(${usageDays.databaseBytes}, 1, 0)
          OVER (PARTITION BY ${usageDays.companyId} ORDER BY ${usageDays.day}) AS bytes
      FROM ${usageDays}
      WHERE ${usageDays.day} IN (SELECT value FROM json_each(${JSON.stringify(days)}))
    )
    SELECT day, SUM(SUM(bytes)) OVER (ORDER BY day) AS "databaseBytes" FROM grown GROUP BY day ORDER BY day`);
  return rows.map(({ day, databaseBytes }) => ({ day, databaseBytes }));
}
