import { type Role, roles } from "@/drizzle/master/schema/states";
import {
  all,
  first,
  type ListView,
  listViewQuery,
  oneOf,
  parseListView,
  parseSearch,
  type Query,
  shortest,
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
    state: oneOf(userStates, first(query.state)) ?? null,
    role: roles.filter((role) => all(query.role).includes(role)),
    kind: oneOf(userKinds, first(query.kind)) ?? null,
    company: company === "" ? null : company,
  };
}

/** The shortest query with the same meaning. */
export function userQuery(filter: UserFilter): Query {
  const { q, state, role, kind, company } = filter;
  return shortest({
    q,
    state: state ?? undefined,
    role,
    kind: kind ?? undefined,
    company: company ?? undefined,
    ...listViewQuery(filter, userSorts[0]),
  });
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered({ q, state, role, kind, company }: UserFilter): boolean {
  return q !== "" || state !== null || role.length > 0 || kind !== null || company !== null;
}
