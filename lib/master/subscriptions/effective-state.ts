import { type SQL, sql } from "drizzle-orm";
import { subscriptions } from "@/drizzle/master/schema";
import type { SubscriptionState } from "@/drizzle/master/schema/states";
import { graceMs } from "./states";

/** What a subscription's state means at a moment, for filters and counts; `stateAt` says the same of one row. */
export function effectiveState(now: Date): SQL<SubscriptionState> {
  const { state, trialEndsAt, periodEndsAt } = subscriptions;
  const at = now.getTime();
  return sql`CASE
    WHEN ${state} = 'trialing' AND ${trialEndsAt} <= ${at} THEN 'read_only'
    WHEN ${state} IN ('active', 'past_due') AND ${periodEndsAt} <= ${at - graceMs} THEN 'read_only'
    WHEN ${state} = 'active' AND ${periodEndsAt} <= ${at} THEN 'past_due'
    ELSE ${state} END`;
}

/** When the state changes by itself: the end of the trial, of the paid period or of the days of grace; else null. */
export function endsAt(now: Date): SQL<number | null> {
  const { trialEndsAt, periodEndsAt } = subscriptions;
  return sql`CASE ${effectiveState(now)}
    WHEN 'trialing' THEN ${trialEndsAt}
    WHEN 'active' THEN ${periodEndsAt}
    WHEN 'past_due' THEN ${periodEndsAt} + ${graceMs} END`;
}

interface StoredState {
  readonly state: SubscriptionState;
  readonly trialEndsAt: number | null;
  readonly periodEndsAt: number | null;
}

/** What a row's state means at a moment, whether or not somebody wrote that down. */
export function stateAt({ state, trialEndsAt, periodEndsAt }: StoredState, now: Date): SubscriptionState {
  const over = (end: number | null) => end !== null && end <= now.getTime();
  if (state === "trialing") return over(trialEndsAt) ? "read_only" : "trialing";
  if (state !== "active" && state !== "past_due") return state;
  if (periodEndsAt === null) return state;
  if (over(periodEndsAt + graceMs)) return "read_only";
  return over(periodEndsAt) ? "past_due" : state;
}

/** Whether a period beyond the trial was ever paid for, 1 or 0; `isPaid` says the same of one row. */
export const wasPaid = sql<0 | 1>`(${subscriptions.state} IN ('active', 'past_due')
  OR (${subscriptions.periodEndsAt} IS NOT NULL AND (${subscriptions.trialEndsAt} IS NULL OR ${subscriptions.periodEndsAt} > ${subscriptions.trialEndsAt})))`;
