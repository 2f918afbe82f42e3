import { inArray, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedName } from "@/lib/company/reference/localized-name";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import { type DoctorFilter, type ReferenceFacet, referenceFacets } from "./filter";

/** The names of what a filter has chosen, by id. */
export type ChosenNames = ReadonlyMap<string, string>;

/**
 * Looks up what the filter names, and takes out of it what does not exist and what its own parents exclude: a city
 * outside the chosen regions, a clinic outside the chosen cities.
 */
export async function resolveFilter(
  db: TenantDb,
  filter: DoctorFilter,
  locale: Locale,
): Promise<{ filter: DoctorFilter; names: ChosenNames }> {
  if (referenceFacets.every((facet) => filter[facet].length === 0)) return { filter, names: new Map() };
  const rows = await chosenRows(db, filter, locale);
  const keep = (facet: ReferenceFacet, allows: (row: (typeof rows)[number]) => boolean) => {
    const kept = new Set(rows.filter((row) => row.facet === facet && allows(row)).map((row) => row.id));
    return filter[facet].filter((id) => kept.has(id));
  };
  const within = (chosen: string[], parent: string | null) =>
    chosen.length === 0 || (parent !== null && chosen.includes(parent));

  const region = keep("region", () => true);
  const city = keep("city", (row) => within(region, row.parentId));
  const clinic = keep("clinic", (row) => within(city, row.parentId) && within(region, row.grandparentId));
  const specialization = keep("specialization", () => true);
  return {
    filter: { ...filter, region, city, clinic, specialization },
    names: new Map(rows.map((row) => [row.id, row.name])),
  };
}

function chosenRows(db: TenantDb, filter: DoctorFilter, locale: Locale) {
  const none = sql<string | null>`NULL`;
  const chosen = <T extends typeof regions | typeof cities | typeof clinics | typeof specializations>(
    facet: ReferenceFacet,
    table: T,
    parentId: SQL<string | null> = none,
    grandparentId: SQL<string | null> = none,
  ) =>
    db
      .select({
        facet: sql<ReferenceFacet>`${facet}`,
        id: table.id,
        name: localizedName(table, locale),
        parentId,
        grandparentId,
      })
      .from(table)
      .where(inArray(table.id, filter[facet]));
  const regionOfClinic = sql<string>`(SELECT region_id FROM cities WHERE cities.id = ${clinics.cityId})`;
  return unionAll(
    chosen("region", regions),
    chosen("specialization", specializations),
    chosen("city", cities, sql`${cities.regionId}`),
    chosen("clinic", clinics, sql`${clinics.cityId}`, regionOfClinic),
  );
}
