import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, timestamps, version } from "../../columns";

/** What every kind of entry has. */
const entry = {
  nameAz: text("name_az").notNull(),
  nameEn: text("name_en").notNull(),
  nameRu: text("name_ru").notNull(),
  /** When a master admin last made it their own; null while it is as it shipped, and follows what ships. */
  editedAt: instant("edited_at"),
  /** No longer offered to companies; null while it is. */
  archivedAt: instant("archived_at"),
  version,
};

export const catalogueRegions = sqliteTable(
  "catalogue_regions",
  {
    id: id(),
    code: text("code").notNull(),
    /** ISO 3166-2, such as `AZ-BA`. */
    isoCode: text("iso_code"),
    ...entry,
    ...timestamps,
  },
  (t) => [
    uniqueIndex("catalogue_regions_code").on(t.code),
    uniqueIndex("catalogue_regions_iso").on(t.isoCode),
    check("catalogue_regions_iso_check", sql`"iso_code" IS NULL OR "iso_code" GLOB 'AZ-[A-Z]*'`),
  ],
);

export const catalogueCities = sqliteTable(
  "catalogue_cities",
  {
    id: id(),
    code: text("code").notNull(),
    regionId: text("region_id")
      .notNull()
      .references(() => catalogueRegions.id),
    ...entry,
    ...timestamps,
  },
  (t) => [uniqueIndex("catalogue_cities_code").on(t.code), index("catalogue_cities_region").on(t.regionId)],
);

export const catalogueClinics = sqliteTable(
  "catalogue_clinics",
  {
    id: id(),
    code: text("code").notNull(),
    cityId: text("city_id")
      .notNull()
      .references(() => catalogueCities.id),
    ...entry,
    ...timestamps,
  },
  (t) => [uniqueIndex("catalogue_clinics_code").on(t.code), index("catalogue_clinics_city").on(t.cityId)],
);

export const catalogueSpecializations = sqliteTable(
  "catalogue_specializations",
  { id: id(), code: text("code").notNull(), ...entry, ...timestamps },
  (t) => [uniqueIndex("catalogue_specializations_code").on(t.code)],
);

/** Each edition of the catalogue that was ever in force; the hash is over all rows and names the tenant template. */
export const catalogueVersions = sqliteTable("catalogue_versions", {
  version: integer("version").primaryKey(),
  hash: text("hash").notNull(),
  appliedAt: instant("applied_at").notNull(),
  ...timestamps,
});
