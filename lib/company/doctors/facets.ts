import { and, inArray, or, type SQL, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { cities, clinics, doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedName } from "@/lib/company/reference/localized-name";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { collator } from "@/lib/i18n/format";
import type { DoctorFilter, ReferenceFacet } from "./filter";

/** One thing to filter by. `count`: doctors that have it, archived ones left out. */
export type FacetOption = { value: string; label: string; count: number };

/**
 * The reference rows that doctors have, and those the filter has chosen; cities only of the chosen regions, clinics
 * only of the chosen cities or regions.
 */
export async function referenceFacet(
  db: TenantDb,
  facet: ReferenceFacet,
  filter: DoctorFilter,
  locale: Locale,
): Promise<FacetOption[]> {
  const options = await optionsOf(db, facet, filter, locale);
  const { compare } = collator(locale);
  return options.sort((a, b) => compare(a.label, b.label));
}

function optionsOf(db: TenantDb, facet: ReferenceFacet, filter: DoctorFilter, locale: Locale) {
  switch (facet) {
    case "region":
      return used(db, regions, doctors.regionId, filter.region, locale);
    case "specialization":
      return used(db, specializations, doctors.specializationId, filter.specialization, locale);
    case "city":
      return used(db, cities, doctors.cityId, filter.city, locale, inAny(cities.regionId, filter.region));
    case "clinic":
      return used(db, clinics, doctors.clinicId, filter.clinic, locale, placeOfClinic(filter));
  }
}

function placeOfClinic({ city, region }: DoctorFilter): SQL | undefined {
  if (city.length > 0) return inArray(clinics.cityId, city);
  if (region.length === 0) return undefined;
  return sql`${clinics.cityId} IN (SELECT id FROM cities WHERE ${inArray(sql`region_id`, region)})`;
}

const inAny = (column: AnySQLiteColumn, values: string[]) =>
  values.length === 0 ? undefined : inArray(column, values);

/** Counts each row through the index of its own column: as many short walks as there are rows, never the table. */
function used(
  db: TenantDb,
  table: typeof regions | typeof cities | typeof clinics | typeof specializations,
  column: AnySQLiteColumn,
  chosen: string[],
  locale: Locale,
  within?: SQL,
): Promise<FacetOption[]> {
  // Written out: drizzle leaves the table's name out of a column where it reads one table, and both have an `id`.
  const same = sql`${doctors}.${sql.identifier(column.name)} = ${table}.${sql.identifier("id")}`;
  const n = sql<number>`(SELECT count(*) FROM ${doctors} WHERE ${same} AND ${doctors}.${sql.identifier("archived_at")} IS NULL)`;
  return db
    .select({ value: sql<string>`${table.id}`, label: localizedName(table, locale), count: n.as("n") })
    .from(table)
    .where(and(within, or(sql`n > 0`, inAny(table.id, chosen))));
}
