import {
  type CompanyState,
  companyStates,
  type DatabaseState,
  databaseStates,
  type SubscriptionState,
  subscriptionStates,
} from "@/drizzle/master/schema/states";
import {
  type ListView,
  listViewQuery,
  namesOf,
  narrows,
  parseListView,
  parseSearch,
  type Query,
  shortest,
  someOf,
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

/** Those a company's registered database can be in. */
export const registeredStates = databaseStates.filter((state) => state !== "removed");

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseCompanyFilter(query: Query): CompanyFilter {
  return {
    ...parseListView(query, companySorts),
    q: parseSearch(query),
    plan: namesOf(query.plan),
    subscription: someOf(subscriptionStates, query.subscription),
    state: someOf(companyStates, query.state),
    database: someOf(registeredStates, query.database),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function companyQuery(filter: CompanyFilter): Query {
  const { q, plan, subscription, state, database } = filter;
  return shortest({ q, plan, subscription, state, database, ...listViewQuery(filter, companySorts[0]) });
}

export const isFiltered = (filter: CompanyFilter) => narrows(companyQuery(filter));
