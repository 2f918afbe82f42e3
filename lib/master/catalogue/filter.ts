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
import { type CatalogueKind, parentKinds } from "./kinds";

export const catalogueStates = ["active", "archived", "all"] as const;
export type CatalogueState = (typeof catalogueStates)[number];
export const catalogueSources = ["shipped", "edited"] as const;
export type CatalogueSource = (typeof catalogueSources)[number];

const withoutParent = ["name", "code", "updated"] as const;
const withParent = ["name", "code", "parent", "updated"] as const;
export type CatalogueSort = (typeof withParent)[number];

/** Which rows of one kind a list is about. */
export type CatalogueFilter = ListView<CatalogueSort> & {
  readonly q: string;
  /** The region of cities, the city of clinics. */
  readonly parent: string | null;
  readonly state: CatalogueState;
  /** As it ships, or as a master admin made it. */
  readonly source: CatalogueSource | null;
};

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseCatalogueFilter(kind: CatalogueKind, query: Query): CatalogueFilter {
  const hasParent = parentKinds[kind] !== null;
  const sorts: readonly [CatalogueSort, ...CatalogueSort[]] = hasParent ? withParent : withoutParent;
  return {
    ...parseListView(query, sorts),
    q: parseSearch(query),
    parent: hasParent ? idOf(query.parent) : null,
    state: oneOf(catalogueStates, query.state) ?? "active",
    source: oneOf(catalogueSources, query.source) ?? null,
  };
}

/** The shortest query with the same meaning. */
export function catalogueQuery(filter: CatalogueFilter): Query {
  return shortest({
    q: filter.q,
    parent: filter.parent,
    state: filter.state === "active" ? null : filter.state,
    source: filter.source,
    ...listViewQuery(filter, "name"),
  });
}

export const isFiltered = (filter: CatalogueFilter) => narrows(catalogueQuery(filter));
