import { isId } from "@/lib/domain/id";
import type { ReferenceKind } from "./kinds";

export const referenceStates = ["active", "archived", "all"] as const;
export type ReferenceState = (typeof referenceStates)[number];

export const referenceOrigins = ["catalogue", "company"] as const;
export type ReferenceOrigin = (typeof referenceOrigins)[number];

export const pageSizes = [25, 50, 100] as const;

const sorts = {
  region: ["name", "code", "updated"],
  city: ["name", "parent", "updated"],
  clinic: ["name", "parent", "updated"],
  specialization: ["name", "code", "updated"],
} as const;
export type ReferenceSort = "name" | "code" | "parent" | "updated";

/** Which rows of one kind a list is about. */
export type ReferenceFilter = {
  q: string;
  /** Cities and clinics of this region. */
  region: string | null;
  /** Clinics of this city. */
  city: string | null;
  origin: ReferenceOrigin | null;
  state: ReferenceState;
  sort: ReferenceSort;
  descending: boolean;
  page: number;
  size: (typeof pageSizes)[number];
};

/** What a page gets as `searchParams`. */
export type Query = Record<string, string | string[] | undefined>;

const longestQuery = 100;
const lastPage = 1_000_000;

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseReferenceFilter(kind: ReferenceKind, query: Query): ReferenceFilter {
  const sort = first(query.sort);
  const known = oneOf<ReferenceSort>(sorts[kind], sort.replace(/^-/, ""));
  const page = Number(first(query.page));
  return {
    q: first(query.q).trim().slice(0, longestQuery),
    region: kind === "city" || kind === "clinic" ? id(query.region) : null,
    city: kind === "clinic" ? id(query.city) : null,
    origin: oneOf(referenceOrigins, first(query.origin)) ?? null,
    state: oneOf(referenceStates, first(query.state)) ?? "active",
    sort: known ?? "name",
    descending: known !== undefined && sort.startsWith("-"),
    page: Number.isSafeInteger(page) && page >= 1 && page <= lastPage ? page : 1,
    size: pageSizes.find((size) => size === Number(first(query.size))) ?? 25,
  };
}

/** The shortest query with the same meaning. */
export function referenceQuery({ sort, descending, page, size, ...filter }: ReferenceFilter): Query {
  const query: Query = {
    q: filter.q || undefined,
    region: filter.region ?? undefined,
    city: filter.city ?? undefined,
    origin: filter.origin ?? undefined,
    state: filter.state === "active" ? undefined : filter.state,
    sort: sort === "name" && !descending ? undefined : `${descending ? "-" : ""}${sort}`,
    size: size === 25 ? undefined : String(size),
    page: page === 1 ? undefined : String(page),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered({ q, region, city, origin, state }: ReferenceFilter): boolean {
  return q !== "" || region !== null || city !== null || origin !== null || state !== "active";
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? "";

function id(value: string | string[] | undefined): string | null {
  const text = first(value);
  return isId(text) ? text : null;
}

function oneOf<T extends string>(values: readonly T[], value: string): T | undefined {
  return values.find((one) => one === value);
}
