import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, oneOf, timestamps, version } from "../../columns";

/** The four lists that doctors are described with. A kind is also the `subject.type` of its audit events. */
export const referenceKinds = ["region", "city", "clinic", "specialization"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

export const origins = ["catalogue", "company"] as const;
export type Origin = (typeof origins)[number];

/** What every reference row has. English and Russian names fall back to `name` when null. */
const reference = {
  id: id(),
  name: text("name").notNull(),
  nameEn: text("name_en"),
  nameRu: text("name_ru"),
  /** Folded name in Azerbaijani, for uniqueness. */
  nameFolded: text("name_folded").notNull(),
  /** All names folded, words divided by one space, for search. */
  searchFolded: text("search_folded").notNull(),
  /** Sorts in the order of the Azerbaijani alphabet. */
  nameSort: text("name_sort").notNull(),
  origin: text("origin", { enum: origins }).notNull(),
  /** The master catalogue's row this one was copied from; a plain value, foreign keys never leave a database. */
  catalogueId: text("catalogue_id"),
  archivedAt: instant("archived_at"),
  version,
  ...timestamps,
};

const originChecks = (table: string) => [
  check(`${table}_origin_check`, oneOf("origin", origins)),
  check(`${table}_catalogue_check`, sql`("origin" = 'catalogue') = ("catalogue_id" IS NOT NULL)`),
];

export const regions = sqliteTable(
  "regions",
  { ...reference, code: text("code").notNull(), isoCode: text("iso_code") },
  (t) => [
    uniqueIndex("regions_code").on(t.code),
    uniqueIndex("regions_name").on(t.nameFolded),
    uniqueIndex("regions_catalogue").on(t.catalogueId),
    index("regions_sort").on(t.nameSort),
    ...originChecks("regions"),
  ],
);

export const cities = sqliteTable(
  "cities",
  {
    ...reference,
    regionId: text("region_id")
      .notNull()
      .references(() => regions.id),
  },
  (t) => [
    uniqueIndex("cities_name").on(t.regionId, t.nameFolded),
    uniqueIndex("cities_catalogue").on(t.catalogueId),
    /** Target of the doctors' composite key: a city belongs to its region, the database itself says so. */
    uniqueIndex("cities_in_region").on(t.id, t.regionId),
    index("cities_sort").on(t.nameSort),
    ...originChecks("cities"),
  ],
);

export const clinics = sqliteTable(
  "clinics",
  {
    ...reference,
    cityId: text("city_id")
      .notNull()
      .references(() => cities.id),
    address: text("address"),
    /** E.164. */
    phone: text("phone"),
  },
  (t) => [
    uniqueIndex("clinics_name").on(t.cityId, t.nameFolded),
    uniqueIndex("clinics_catalogue").on(t.catalogueId),
    uniqueIndex("clinics_in_city").on(t.id, t.cityId),
    index("clinics_sort").on(t.nameSort),
    check(
      "clinics_phone_check",
      sql`"phone" IS NULL OR ("phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16)`,
    ),
    ...originChecks("clinics"),
  ],
);

export const specializations = sqliteTable(
  "specializations",
  { ...reference, code: text("code").notNull() },
  (t) => [
    uniqueIndex("specializations_code").on(t.code),
    uniqueIndex("specializations_name").on(t.nameFolded),
    uniqueIndex("specializations_catalogue").on(t.catalogueId),
    index("specializations_sort").on(t.nameSort),
    ...originChecks("specializations"),
  ],
);
