import {
  idOf,
  type ListView,
  listViewQuery,
  narrows,
  oneOf,
  parseListView,
  parseSearch,
  type Query,
  shortest,
} from "@/lib/domain/list-query";
import type { ReferenceKind } from "./kinds";

export const referenceStates = ["active", "archived", "all"] as const;
export type ReferenceState = (typeof referenceStates)[number];

/** `catalogue`: as the catalogue says, or said; `changed`: copied from it and edited since. */
export const referenceOrigins = ["catalogue", "changed", "company"] as const;
export type ReferenceOrigin = (typeof referenceOrigins)[number];

const sorts = {
  region: ["name", "code", "updated"],
  city: ["name", "parent", "updated"],
  clinic: ["name", "parent", "updated"],
  specialization: ["name", "code", "updated"],
} as const;
export type ReferenceSort = "name" | "code" | "parent" | "updated";

/** Which rows of one kind a list is about. */
export type ReferenceFilter = ListView<ReferenceSort> & {
  q: string;
  /** Cities and clinics of this region. */
  region: string | null;
  /** Clinics of this city. */
  city: string | null;
  origin: ReferenceOrigin | null;
  state: ReferenceState;
};

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseReferenceFilter(kind: ReferenceKind, query: Query): ReferenceFilter {
  return {
    ...parseListView<readonly [ReferenceSort, ...ReferenceSort[]]>(query, sorts[kind]),
    q: parseSearch(query),
    region: kind === "city" || kind === "clinic" ? idOf(query.region) : null,
    city: kind === "clinic" ? idOf(query.city) : null,
    origin: oneOf(referenceOrigins, query.origin) ?? null,
    state: oneOf(referenceStates, query.state) ?? "active",
  };
}

/** The shortest query with the same meaning. */
export function referenceQuery(filter: ReferenceFilter): Query {
  return shortest({
    q: filter.q,
    region: filter.region,
    city: filter.city,
    origin: filter.origin,
    state: filter.state === "active" ? null : filter.state,
    ...listViewQuery(filter, "name"),
  });
}

export const isFiltered = (filter: ReferenceFilter) => narrows(referenceQuery(filter));
