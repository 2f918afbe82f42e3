import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";

const day = 86_400_000;
/** As many days as the list of subscriptions can be asked for. */
export const endingDays = 7;

/** The trials that end within the next seven days, the first to end first, and how many there are in all. */
export async function trialsEnding(master: MasterDb, now: Date, limit = 6) {
  const at = now.getTime();
  const rows = await master
    .select({
      companyId: companies.id,
      company: companies.name,
      plan: plans.name,
      endsAt: sql<number>`${subscriptions.trialEndsAt}`,
      total: sql<number>`COUNT(*) OVER ()`,
    })
    .from(subscriptions)
    .innerJoin(companies, eq(companies.id, subscriptions.companyId))
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(
      and(
        isNull(subscriptions.endedAt),
        sql`${effectiveState(now)} = 'trialing'`,
        sql`${subscriptions.trialEndsAt} <= ${at + endingDays * day}`,
      ),
    )
    .orderBy(asc(subscriptions.trialEndsAt), asc(companies.nameFolded))
    .limit(limit);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total: _, ...row }) => ({ ...row, daysLeft: Math.ceil((row.endsAt - at) / day) })),
  };
}
