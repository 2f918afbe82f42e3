import { type Role, roles } from "@/drizzle/master/schema/states";
import {
  first,
  type ListView,
  listViewQuery,
  narrows,
  oneOf,
  parseListView,
  parseSearch,
  type Query,
  shortest,
  someOf,
} from "@/lib/domain/list-query";

export const userSorts = ["name", "seen", "created"] as const;
export type UserSort = (typeof userSorts)[number];
export const userStates = ["active", "locked"] as const;
export const userKinds = ["member", "master-admin", "none"] as const;

/** Which people a list is about. */
export type UserFilter = ListView<UserSort> & {
  q: string;
  state: (typeof userStates)[number] | null;
  /** What they are in some company, or in `company` when that is asked. */
  role: Role[];
  /** Members of a company, master admins, or people who are neither. */
  kind: (typeof userKinds)[number] | null;
  /** Slug or code. */
  company: string | null;
};

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseUserFilter(query: Query): UserFilter {
  const company = (first(query.company) ?? "").trim().slice(0, 63);
  return {
    ...parseListView(query, userSorts),
    q: parseSearch(query),
    state: oneOf(userStates, query.state) ?? null,
    role: someOf(roles, query.role),
    kind: oneOf(userKinds, query.kind) ?? null,
    company: company === "" ? null : company,
  };
}

/** The shortest query with the same meaning. */
export function userQuery(filter: UserFilter): Query {
  const { q, state, role, kind, company } = filter;
  return shortest({ q, state, role, kind, company, ...listViewQuery(filter, userSorts[0]) });
}

export const isFiltered = (filter: UserFilter) => narrows(userQuery(filter));
