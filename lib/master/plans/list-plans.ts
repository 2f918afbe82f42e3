import { and, asc, eq, getTableColumns, isNull, type SQL, sql } from "drizzle-orm";
import { plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";
import type { Plan } from "./queries";

export type ListedPlan = Awaited<ReturnType<typeof listPlans>>[number];

/** All plans in the order of the pricing page, hidden ones included, with how many companies are on each. */
export function listPlans(master: MasterDb) {
  return master
    .select({ ...getTableColumns(plans), companies: sql<number>`COUNT(${subscriptions.id})` })
    .from(plans)
    .leftJoin(subscriptions, and(eq(subscriptions.planId, plans.id), isNull(subscriptions.endedAt)))
    .groupBy(plans.id)
    .orderBy(asc(plans.position), asc(plans.id));
}

/** Null when there is none. */
export async function findPlan(master: MasterDb, id: string): Promise<Plan | null> {
  const [plan] = await master.select().from(plans).where(eq(plans.id, id));
  return plan ?? null;
}

export interface PlanKeepers {
  /** Companies on the plan. */
  readonly companies: number;
  /** Those whose period runs: what was agreed holds until it ends. */
  readonly running: number;
  /** When the last of these ends; ms UTC, null when none has an end. */
  readonly until: number | null;
  /** Those of the running ones whose agreed price or limits are not the plan's of today. */
  readonly differing: number;
  readonly differingUntil: number | null;
}

/** How many companies keep what they agreed with an earlier, or this, edition of a plan, and until when. */
export async function planKeepers(master: MasterDb, planId: string, now: Date): Promise<PlanKeepers> {
  const s = subscriptions;
  const runs = sql`${effectiveState(now)} IN ('trialing', 'active', 'past_due')`;
  const until = sql`CASE WHEN ${s.periodStartsAt} > ${s.startedAt} THEN ${s.periodStartsAt} ELSE COALESCE(${s.periodEndsAt}, ${s.trialEndsAt}) END`;
  const price = sql`CASE ${s.cycle} WHEN 'year' THEN ${plans.yearlyPrice} ELSE ${plans.monthlyPrice} END`;
  const differs = sql`(${s.price} <> ${price} OR ${s.maxDoctors} IS NOT ${plans.maxDoctors} OR ${s.maxUsers} IS NOT ${plans.maxUsers}
    OR ${s.maxPatients} IS NOT ${plans.maxPatients} OR ${s.maxStorageBytes} IS NOT ${plans.maxStorageBytes})`;
  const count = (which: SQL) => sql<number>`COUNT(CASE WHEN ${which} THEN 1 END)`;
  const latest = (which: SQL) => sql<number | null>`MAX(CASE WHEN ${which} THEN ${until} END)`;
  const [found] = await master
    .select({
      companies: sql<number>`COUNT(*)`,
      running: count(runs),
      until: latest(runs),
      differing: count(sql`${runs} AND ${differs}`),
      differingUntil: latest(sql`${runs} AND ${differs}`),
    })
    .from(s)
    .innerJoin(plans, eq(plans.id, s.planId))
    .where(and(eq(s.planId, planId), isNull(s.endedAt)));
  if (!found) throw new Error("A count without groups always answers.");
  return found;
}
