import type { MasterDb } from "@/lib/databases";
import { companiesInTrouble } from "./companies-in-trouble";
import { conversion } from "./conversion";
import { countPlatform } from "./count-platform";
import { databaseGrowth } from "./database-growth";
import { growthDays, type OverviewPeriod, periodStart, weeksOf } from "./periods";
import { recurringRevenue } from "./recurring-revenue";
import { signUpsPerWeek } from "./sign-ups-per-week";
import { trialsEnding } from "./trials-ending";

export type Overview = Awaited<ReturnType<typeof readOverview>>;

/** Everything the operators' first page shows, each figure by one query; docs/analytics.md defines them. */
export async function readOverview(master: MasterDb, period: OverviewPeriod, timeZone: string, now: Date) {
  const since = periodStart(period, now);
  const [counts, signUps, trials, converted, revenue, growth, trouble] = await Promise.all([
    countPlatform(master, since),
    signUpsPerWeek(master, weeksOf(period, timeZone, now), timeZone),
    trialsEnding(master, now),
    conversion(master, since, now),
    recurringRevenue(master, now),
    databaseGrowth(master, growthDays(period, now)),
    companiesInTrouble(master, now),
  ]);
  return { counts, signUps, trials, converted, revenue, growth, trouble };
}
