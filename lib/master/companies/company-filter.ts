import {
  type CompanyState,
  companyStates,
  type DatabaseState,
  databaseStates,
  type SubscriptionState,
  subscriptionStates,
} from "@/drizzle/master/schema/states";
import {
  all,
  type ListView,
  listViewQuery,
  parseListView,
  parseSearch,
  type Query,
  shortest,
} from "@/lib/domain/list-query";

export const companySorts = ["name", "created", "doctors", "users", "size", "activity", "trial"] as const;
export type CompanySort = (typeof companySorts)[number];

/** Which of the companies a list, a count or an export is about. */
export type CompanyFilter = ListView<CompanySort> & {
  q: string;
  /** Ids of plans. */
  plan: string[];
  /** What subscriptions mean now: a trial that ran out is read-only. */
  subscription: SubscriptionState[];
  state: CompanyState[];
  /** Of the registered database; `removed` is none. */
  database: DatabaseState[];
};

const mostPlans = 50;

/** Those a company's registered database can be in. */
export const registeredStates = databaseStates.filter((state) => state !== "removed");

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseCompanyFilter(query: Query): CompanyFilter {
  return {
    ...parseListView(query, companySorts),
    q: parseSearch(query),
    plan: [...new Set(all(query.plan))]
      .filter((plan) => plan !== "" && plan.length <= 100)
      .slice(0, mostPlans)
      .sort(),
    subscription: subscriptionStates.filter((state) => all(query.subscription).includes(state)),
    state: companyStates.filter((state) => all(query.state).includes(state)),
    database: registeredStates.filter((state) => all(query.database).includes(state)),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function companyQuery(filter: CompanyFilter): Query {
  return shortest({
    q: filter.q,
    plan: filter.plan,
    subscription: filter.subscription,
    state: filter.state,
    database: filter.database,
    ...listViewQuery(filter, companySorts[0]),
  });
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered({ q, plan, subscription, state, database }: CompanyFilter): boolean {
  return q !== "" || [plan, subscription, state, database].some((chosen) => chosen.length > 0);
}
