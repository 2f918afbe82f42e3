import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";

export type PlanRevenue = Awaited<ReturnType<typeof recurringRevenue>>[number];

/**
 * What subscriptions that are active or past due bring per month at their agreed price, by plan and currency, in the
 * order of the pricing page. A yearly price counts a twelfth; the sum of a row is rounded to whole minor units once.
 */
export function recurringRevenue(master: MasterDb, now: Date) {
  const perYear = sql`CASE ${subscriptions.cycle} WHEN 'year' THEN ${subscriptions.price} ELSE ${subscriptions.price} * 12 END`;
  return master
    .select({
      planId: plans.id,
      plan: plans.name,
      currency: subscriptions.currency,
      companies: sql<number>`COUNT(*)`,
      /** Minor units. */
      monthly: sql<number>`(SUM(${perYear}) + 6) / 12`,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(and(isNull(subscriptions.endedAt), sql`${effectiveState(now)} IN ('active', 'past_due')`))
    .groupBy(plans.id, subscriptions.currency)
    .orderBy(asc(subscriptions.currency), asc(plans.position), asc(plans.id));
}

/** Of each currency, what its rows add up to. */
export function revenueTotals(rows: readonly PlanRevenue[]): { currency: string; monthly: number }[] {
  const totals = new Map<string, number>();
  for (const { currency, monthly } of rows) totals.set(currency, (totals.get(currency) ?? 0) + monthly);
  return [...totals].map(([currency, monthly]) => ({ currency, monthly }));
}
