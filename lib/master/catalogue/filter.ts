import { isId } from "@/lib/domain/id";
import {
  first,
  type ListView,
  listViewQuery,
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
  const parent = first(query.parent);
  return {
    ...parseListView(query, sorts),
    q: parseSearch(query),
    parent: hasParent && isId(parent) ? parent : null,
    state: oneOf(catalogueStates, first(query.state)) ?? "active",
    source: oneOf(catalogueSources, first(query.source)) ?? null,
  };
}

/** The shortest query with the same meaning. */
export function catalogueQuery(filter: CatalogueFilter): Query {
  return shortest({
    q: filter.q,
    parent: filter.parent ?? undefined,
    state: filter.state === "active" ? undefined : filter.state,
    source: filter.source ?? undefined,
    ...listViewQuery(filter, "name"),
  });
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered({ q, parent, state, source }: CatalogueFilter): boolean {
  return q !== "" || parent !== null || state !== "active" || source !== null;
}
