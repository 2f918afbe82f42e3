import { isId } from "./id";

/** What an address says of a list, as a page gets it in `searchParams`. */
export type Query = Record<string, string | string[] | undefined>;

export const pageSizes = [25, 50, 100] as const;

/** Which page of a list, in which order. */
export type ListView<Sort extends string> = {
  sort: Sort;
  descending: boolean;
  /** From 1. */
  page: number;
  size: (typeof pageSizes)[number];
};

const longestSearch = 100;
const lastPage = 1_000_000;

/** Reads sorting and paging. What is not understood falls back to the default; nothing is thrown. */
export function parseListView<const Sorts extends readonly [string, ...string[]]>(
  query: Query,
  sorts: Sorts,
): ListView<Sorts[number]> {
  const asked = first(query.sort) ?? "";
  const sort = oneOf<Sorts[number]>(sorts, asked.replace(/^-/, ""));
  const page = Number(first(query.page));
  return {
    sort: sort ?? sorts[0],
    descending: sort !== undefined && asked.startsWith("-"),
    page: Number.isSafeInteger(page) && page >= 1 && page <= lastPage ? page : 1,
    size: pageSizes.find((size) => size === Number(first(query.size))) ?? pageSizes[0],
  };
}

/** The parameters that `parseListView` reads; undefined for what is the default anyway. */
export function listViewQuery({ sort, descending, page, size }: ListView<string>, usual: string): Query {
  return {
    sort: sort === usual && !descending ? undefined : `${descending ? "-" : ""}${sort}`,
    size: size === pageSizes[0] ? undefined : String(size),
    page: page === 1 ? undefined : String(page),
  };
}

/** What somebody searches for. */
export function parseSearch(query: Query): string {
  return (first(query.q) ?? "").trim().slice(0, longestSearch).trimEnd();
}

/** Without the parameters that say nothing. */
export function shortest(parameters: Record<string, Query[string] | null>): Query {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) => (value?.length ? [[name, value]] : [])),
  );
}

/** Whether the shortest query of a filter narrows its list down; sorting and paging do not. */
export function narrows({ sort, size, page, ...asked }: Query): boolean {
  return Object.keys(shortest(asked)).length > 0;
}

/** The query of an address outside of a page, where Next does not take it apart. */
export function queryOf(parameters: URLSearchParams): Query {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

/** Everything a parameter says. */
export function all(value: Query[string]): string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

export const first = (value: Query[string]): string | undefined => all(value)[0];

/** The known value that a parameter says first. */
export function oneOf<T extends string>(values: readonly T[], value: Query[string]): T | undefined {
  const asked = first(value);
  return values.find((one) => one === asked);
}

/** The known values that a parameter says, in the order in which they are known. */
export function someOf<T extends string>(values: readonly T[], value: Query[string]): T[] {
  const asked = all(value);
  return values.filter((one) => asked.includes(one));
}

const mostNames = 50;
const longestName = 100;

/** Values that are known only to a database, such as the names of plans: each once, sorted, no more than it can be asked. */
export function namesOf(value: Query[string]): string[] {
  return [...new Set(all(value))]
    .filter((name) => name !== "" && name.length <= longestName)
    .slice(0, mostNames)
    .sort();
}

/** The id that a parameter says first; null for what is none. */
export function idOf(value: Query[string]): string | null {
  const asked = first(value);
  return isId(asked) ? asked : null;
}
