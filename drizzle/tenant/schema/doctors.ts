import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps, version } from "../../columns";
import { cities, clinics, regions, specializations } from "./reference";

export const doctorCategories = ["A", "B", "C"] as const;
export type DoctorCategory = (typeof doctorCategories)[number];

/** FHIR administrative gender. */
export const genders = ["male", "female", "other", "unknown"] as const;
export type Gender = (typeof genders)[number];

/** FHIR Practitioner with the PractitionerRole it has here (specialization, location). */
export const doctors = sqliteTable(
  "doctors",
  {
    id: id(),
    /** `D-000001`, handed out by a counter, never reused. */
    code: text("code").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    /** E.164. */
    phone: text("phone"),
    email: text("email"),
    gender: text("gender", { enum: genders }),
    category: text("category", { enum: doctorCategories }),
    specializationId: text("specialization_id")
      .notNull()
      .references(() => specializations.id),
    regionId: text("region_id")
      .notNull()
      .references(() => regions.id),
    cityId: text("city_id").notNull(),
    clinicId: text("clinic_id"),
    isActive: flag("is_active").notNull().default(true),
    notes: text("notes"),
    archivedAt: instant("archived_at"),
    /** The name as it is read, and the code, as a key that sorts in the order of the Azerbaijani alphabet; unique by the code. */
    nameSort: text("name_sort").notNull(),
    /** Names, code, phone digits and email folded, words divided by one space; its words are `doctor_terms`. */
    searchFolded: text("search_folded").notNull(),
    version,
    ...timestamps,
  },
  (t) => [
    uniqueIndex("doctors_code").on(t.code),
    foreignKey({
      name: "doctors_city_in_region",
      columns: [t.cityId, t.regionId],
      foreignColumns: [cities.id, cities.regionId],
    }),
    foreignKey({
      name: "doctors_clinic_in_city",
      columns: [t.clinicId, t.cityId],
      foreignColumns: [clinics.id, clinics.cityId],
    }),
    index("doctors_by_name").on(t.archivedAt, t.nameSort),
    index("doctors_by_region").on(t.regionId, t.archivedAt, t.nameSort),
    index("doctors_by_city").on(t.cityId, t.archivedAt, t.nameSort),
    index("doctors_by_clinic").on(t.clinicId, t.archivedAt, t.nameSort),
    index("doctors_by_specialization").on(t.specializationId, t.archivedAt, t.nameSort),
    index("doctors_by_category").on(t.category, t.archivedAt, t.nameSort),
    index("doctors_by_active").on(t.isActive, t.archivedAt, t.nameSort),
    index("doctors_by_created").on(t.archivedAt, t.createdAt),
    index("doctors_by_code").on(t.archivedAt, t.code),
    check("doctors_code_check", sql`"code" GLOB 'D-[0-9][0-9][0-9][0-9][0-9][0-9]*'`),
    check("doctors_gender_check", sql`"gender" IS NULL OR ${oneOf("gender", genders)}`),
    check("doctors_category_check", sql`"category" IS NULL OR ${oneOf("category", doctorCategories)}`),
    check(
      "doctors_phone_check",
      sql`"phone" IS NULL OR ("phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16)`,
    ),
    check("doctors_names_check", sql`length(trim("first_name")) > 0 AND length(trim("last_name")) > 0`),
    /** The trigger that fills `doctor_terms` reads these words as JSON. */
    check("doctors_search_check", sql`"search_folded" NOT GLOB '*["\\]*'`),
  ],
);

/** One row per word a doctor is found by, so that a search by the beginning of any word uses an index. Kept by triggers. */
export const doctorTerms = sqliteTable(
  "doctor_terms",
  {
    term: text("term").notNull(),
    doctorId: text("doctor_id")
      .notNull()
      .references(() => doctors.id, { onDelete: "cascade" }),
  },
  (t) => [primaryKey({ columns: [t.term, t.doctorId] }), index("doctor_terms_doctor").on(t.doctorId)],
);
