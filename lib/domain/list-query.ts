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
export function shortest(query: Query): Query {
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value.length > 0),
  );
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

export function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((one) => one === value);
}
