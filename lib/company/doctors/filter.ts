import { type DoctorCategory, doctorCategories } from "@/drizzle/tenant/schema";
import { isId } from "@/lib/domain/id";
import {
  all,
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

/** Which of the doctors a list, a count or an export is about. */
export type DoctorFilter = ListView<DoctorSort> & {
  q: string;
  region: string[];
  city: string[];
  clinic: string[];
  specialization: string[];
  category: DoctorCategory[];
  /** Null: everyone who is not archived. */
  status: DoctorStatus | null;
  columns: readonly DoctorColumn[];
};

/** The parts that hold ids of reference rows. */
export const referenceFacets = ["region", "city", "clinic", "specialization"] as const;
export type ReferenceFacet = (typeof referenceFacets)[number];

/** SQLite and an address both have an end; nobody ticks more. */
const mostValues = 100;

/** Reads a filter out of an address. What is not understood falls back to the default; nothing is thrown. */
export function parseDoctorFilter(query: Query): DoctorFilter {
  return {
    ...parseListView(query, doctorSorts),
    q: parseSearch(query),
    region: ids(query.region),
    city: ids(query.city),
    clinic: ids(query.clinic),
    specialization: ids(query.specialization),
    category: someOf(doctorCategories, query.category),
    status: oneOf(doctorStatuses, query.status) ?? null,
    columns: columns(query.column),
  };
}

/** The shortest query with the same meaning, for links and for forms that keep the rest of the filter. */
export function doctorQuery(filter: DoctorFilter): Query {
  return shortest({
    q: filter.q,
    region: filter.region,
    city: filter.city,
    clinic: filter.clinic,
    specialization: filter.specialization,
    category: filter.category,
    status: filter.status,
    ...listViewQuery(filter, doctorSorts[0]),
    column: filter.columns.join() === usualColumns.join() ? undefined : [...filter.columns],
  });
}

/** Whether anything narrows the list down; sorting, paging and columns do not. */
export function isFiltered(filter: DoctorFilter): boolean {
  return narrows({ ...doctorQuery(filter), column: undefined });
}

function ids(value: Query[string]): string[] {
  return [...new Set(all(value).filter(isId))].slice(0, mostValues).sort();
}

/** In the table's own order, whatever the address has. */
function columns(value: Query[string]): readonly DoctorColumn[] {
  const chosen = someOf(doctorColumns, value);
  return chosen.length > 0 ? chosen : usualColumns;
}
