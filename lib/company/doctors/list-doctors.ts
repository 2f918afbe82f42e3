import { count, eq, sql } from "drizzle-orm";
import { cities, clinics, doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedName, localizedNameOrNull } from "@/lib/company/reference/localized-name";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import type { DoctorFilter } from "./filter";
import { doctorConditions } from "./list-conditions";
import { doctorOrder } from "./list-order";

/** One page of the list. A page beyond the end is the last one. */
export async function listDoctors(db: TenantDb, filter: DoctorFilter, locale: Locale) {
  const rows = await pageOfDoctors(db, filter, locale);
  if (rows.length > 0 || filter.page === 1) return pageWith(rows, filter, filter.page);

  const total = await countMatching(db, filter);
  const page = Math.max(1, Math.ceil(total / filter.size));
  return pageWith(await pageOfDoctors(db, { ...filter, page }, locale), filter, page);
}

export type DoctorPage = Awaited<ReturnType<typeof listDoctors>>;
export type DoctorListRow = DoctorPage["rows"][number];

function pageWith(rows: Awaited<ReturnType<typeof pageOfDoctors>>, { size }: DoctorFilter, page: number) {
  return { rows, total: rows[0]?.total ?? 0, page, size };
}

/** Rows and total in one statement: on a database server every statement is a round trip. */
function pageOfDoctors(db: TenantDb, filter: DoctorFilter, locale: Locale) {
  const offset = (filter.page - 1) * filter.size;
  const found = doctorRowids(db, filter, locale).limit(filter.size).offset(offset).as("found");
  const total = sql<number>`(${db.select({ n: count() }).from(doctors).where(doctorConditions(filter))})`;
  return (
    db
      .select({ ...listColumns(locale), total })
      .from(found)
      // SQLite never reorders a cross join: the page that was found leads, and its rows are fetched one by one.
      .crossJoin(doctors)
      .innerJoin(specializations, eq(specializations.id, doctors.specializationId))
      .innerJoin(regions, eq(regions.id, doctors.regionId))
      .innerJoin(cities, eq(cities.id, doctors.cityId))
      .leftJoin(clinics, eq(clinics.id, doctors.clinicId))
      .where(eq(sql`doctors.rowid`, found.row))
      .orderBy(...doctorOrder(filter, locale))
  );
}

/**
 * Which rows, in which order: only what the order needs is joined, so that skipping to a late page reads nothing
 * but the index.
 */
export function doctorRowids(db: TenantDb, filter: DoctorFilter, locale: Locale) {
  const query = db
    .select({ row: sql<number>`doctors.rowid`.as("row") })
    .from(doctors)
    .where(doctorConditions(filter))
    .orderBy(...doctorOrder(filter, locale))
    .$dynamic();
  switch (filter.sort) {
    case "specialization":
      return query.innerJoin(specializations, eq(specializations.id, doctors.specializationId));
    case "region":
      return query.innerJoin(regions, eq(regions.id, doctors.regionId));
    case "city":
      return query.innerJoin(cities, eq(cities.id, doctors.cityId));
    case "clinic":
      return query.leftJoin(clinics, eq(clinics.id, doctors.clinicId));
    default:
      return query;
  }
}

export function listColumns(locale: Locale) {
  return {
    id: doctors.id,
    code: doctors.code,
    firstName: doctors.firstName,
    lastName: doctors.lastName,
    phone: doctors.phone,
    email: doctors.email,
    category: doctors.category,
    isActive: doctors.isActive,
    archivedAt: doctors.archivedAt,
    createdAt: doctors.createdAt,
    specialization: localizedName(specializations, locale),
    region: localizedName(regions, locale),
    city: localizedName(cities, locale),
    clinic: localizedNameOrNull(clinics, locale),
  };
}

/** How many of the archived the same search and filters would find: who is not listed is not lost. */
export async function countArchivedMatching(db: TenantDb, filter: DoctorFilter): Promise<number> {
  return countMatching(db, { ...filter, status: "archived" });
}

/** How many doctors a filter finds, on all pages together. */
export async function countMatching(db: TenantDb, filter: DoctorFilter): Promise<number> {
  const [row] = await db.select({ n: count() }).from(doctors).where(doctorConditions(filter));
  return row?.n ?? 0;
}
