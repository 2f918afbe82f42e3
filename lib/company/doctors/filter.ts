import { type DoctorCategory, doctorCategories } from "@/drizzle/tenant/schema";
import { isId } from "@/lib/domain/id";

export const doctorStatuses = ["active", "inactive", "archived"] as const;
export type DoctorStatus = (typeof doctorStatuses)[number];

export const doctorSorts = [
  "name",
  "code",
  "created",
  "specialization",
  "region",
  "city",
  "clinic",
  "category",
  "status",
] as const;
export type DoctorSort = (typeof doctorSorts)[number];

/** What the table can show beside the name. */
export const doctorColumns = [
  "specialization",
  "region",
  "city",
  "clinic",
  "category",
  "phone",
  "email",
  "created",
  "status",
] as const;
export type DoctorColumn = (typeof doctorColumns)[number];

/** What it shows until somebody chooses. */
export const usualColumns: readonly DoctorColumn[] = [
  "specialization",
  "region",
  "clinic",
  "category",
  "phone",
  "status",
];

export const pageSizes = [25, 50, 100] as const;

/** Which of the doctors a list, a count or an export is about. */
export type DoctorFilter = {
  q: string;
  region: string[];
  city: string[];
  clinic: string[];
  specialization: string[];
  category: DoctorCategory[];
  /** Null: everyone who is not archived. */
  status: DoctorStatus | null;
  sort: DoctorSort;
  descending: boolean;
  page: number;
  size: (typeof pageSizes)[number];
  columns: readonly DoctorColumn[];
};

/** The parts that hold ids of reference rows. */
export const referenceFacets = ["region", "city", "clinic", "specialization"] as const;
export type ReferenceFacet = (typeof referenceFacets)[number];

/** What a page gets as `searchParams`. */
export type Query = Record<string, string | string[] | undefined>;

const longestQuery = 100;
/** SQLite and an address both have an end; nobody ticks more. */
const mostValues = 100;
const lastPage = 1_000_000;

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseDoctorFilter(query: Query): DoctorFilter {
  const sort = first(query.sort) ?? "";
  const size = Number(first(query.size));
  const page = Number(first(query.page));
  return {
    q: (first(query.q) ?? "").slice(0, longestQuery).trim(),
    region: ids(query.region),
    city: ids(query.city),
    clinic: ids(query.clinic),
    specialization: ids(query.specialization),
    category: doctorCategories.filter((category) => all(query.category).includes(category)),
    status: oneOf(doctorStatuses, first(query.status)) ?? null,
    sort: oneOf(doctorSorts, sort.replace(/^-/, "")) ?? "name",
    descending: sort.startsWith("-") && oneOf(doctorSorts, sort.slice(1)) !== undefined,
    page: Number.isSafeInteger(page) && page >= 1 && page <= lastPage ? page : 1,
    size: pageSizes.find((one) => one === size) ?? 25,
    columns: columns(query.column),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function doctorQuery(filter: DoctorFilter): Query {
  const { sort, descending, page, size } = filter;
  const query: Query = {
    q: filter.q || undefined,
    region: filter.region,
    city: filter.city,
    clinic: filter.clinic,
    specialization: filter.specialization,
    category: filter.category,
    status: filter.status ?? undefined,
    sort: sort === "name" && !descending ? undefined : `${descending ? "-" : ""}${sort}`,
    size: size === 25 ? undefined : String(size),
    page: page === 1 ? undefined : String(page),
    column: filter.columns.join() === usualColumns.join() ? undefined : [...filter.columns],
  };
  return Object.fromEntries(
    Object.entries(query).filter(([, value]) => value !== undefined && value.length > 0),
  );
}

/** Whether anything narrows the list down; sorting and paging do not. */
export function isFiltered(filter: DoctorFilter): boolean {
  return (
    filter.q !== "" ||
    filter.status !== null ||
    filter.category.length > 0 ||
    referenceFacets.some((facet) => filter[facet].length > 0)
  );
}

/** The query of an address outside of a page, where Next does not take it apart. */
export function queryOf(parameters: URLSearchParams): Query {
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

function all(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

const first = (value: string | string[] | undefined) => all(value)[0];

function ids(value: string | string[] | undefined): string[] {
  return [...new Set(all(value).filter(isId))].slice(0, mostValues).sort();
}

/** In the table's own order, whatever the address has. */
function columns(value: string | string[] | undefined): readonly DoctorColumn[] {
  const chosen = doctorColumns.filter((column) => all(value).includes(column));
  return chosen.length > 0 ? chosen : usualColumns;
}

function oneOf<T extends string>(values: readonly T[], value: string | undefined): T | undefined {
  return values.find((one) => one === value);
}
