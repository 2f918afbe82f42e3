import { sql } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { dayEnd, dayStart } from "@/lib/domain/day-bounds";
import type { Week } from "./periods";

/** How many companies registered in each of the weeks, by the clocks of a place; zero where none did. */
export async function signUpsPerWeek(
  master: MasterDb,
  weeks: readonly Week[],
  timeZone: string,
): Promise<(Week & { count: number })[]> {
  const bounds = weeks.map(({ from, to }) => [dayStart(from, timeZone), dayEnd(to, timeZone)]);
  const rows = await master.all<{ week: number; count: number }>(sql`
    SELECT weeks.key AS week, COUNT(${companies.id}) AS count
    FROM json_each(${JSON.stringify(bounds)}) AS weeks
    JOIN ${companies} ON ${companies.createdAt} >= weeks.value ->> 0 AND ${companies.createdAt} < weeks.value ->> 1
    GROUP BY weeks.key`);
  const counts = new Map(rows.map(({ week, count }) => [week, count]));
  return weeks.map((week, index) => ({ ...week, count: counts.get(index) ?? 0 }));
}
