import {
  type BillingCycle,
  billingCycles,
  type SubscriptionState,
  subscriptionStates,
} from "@/drizzle/master/schema/states";
import { isCalendarDate } from "@/lib/domain/calendar-date";
import {
  first,
  type ListView,
  listViewQuery,
  namesOf,
  narrows,
  oneOf,
  parseListView,
  parseSearch,
  type Query,
  shortest,
  someOf,
} from "@/lib/domain/list-query";

export const subscriptionSorts = ["ends", "company", "price", "registered"] as const;
export type SubscriptionSort = (typeof subscriptionSorts)[number];

export const endingWithin = ["7", "14", "30"] as const;
export const pastDays = ["30", "90", "365"] as const;

/** Which of the current subscriptions a list, a count or an export is about. */
export type SubscriptionFilter = ListView<SubscriptionSort> & {
  q: string;
  /** What they mean now: a trial that ran out is read-only. */
  state: SubscriptionState[];
  /** Ids of plans. */
  plan: string[];
  cycle: BillingCycle | null;
  /** The state changes by itself within so many days. */
  ends: (typeof endingWithin)[number] | null;
  /** The company registered in the last so many days, or on days `YYYY-MM-DD..YYYY-MM-DD`, both included. */
  registered: string | null;
  /** The trial ended in the last so many days. */
  trialEnded: (typeof pastDays)[number] | null;
  /** Whether it was ever paid for. */
  paid: "yes" | "no" | null;
};

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseSubscriptionFilter(query: Query): SubscriptionFilter {
  return {
    ...parseListView(query, subscriptionSorts),
    q: parseSearch(query),
    state: someOf(subscriptionStates, query.state),
    plan: namesOf(query.plan),
    cycle: oneOf(billingCycles, query.cycle) ?? null,
    ends: oneOf(endingWithin, query.ends) ?? null,
    registered: registeredOf(first(query.registered)),
    trialEnded: oneOf(pastDays, query.trialEnded) ?? null,
    paid: oneOf(["yes", "no"] as const, query.paid) ?? null,
  };
}

/** The two days of a range, both included; null for anything else. */
export function daysOf(range: string): readonly [from: string, to: string] | null {
  const [from = "", to = "", ...more] = range.split("..");
  return more.length === 0 && isCalendarDate(from) && isCalendarDate(to) ? [from, to] : null;
}

const registeredOf = (asked = "") => oneOf(pastDays, asked) ?? (daysOf(asked) ? asked : null);

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function subscriptionQuery(filter: SubscriptionFilter): Query {
  const { q, state, plan, cycle, ends, registered, trialEnded, paid } = filter;
  const view = listViewQuery(filter, subscriptionSorts[0]);
  return shortest({ q, state, plan, cycle, ends, registered, trialEnded, paid, ...view });
}

export const isFiltered = (filter: SubscriptionFilter) => narrows(subscriptionQuery(filter));
