import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps, version } from "../../columns";

export const businessTypes = [
  "hospital",
  "clinic",
  "pharmacy",
  "pharmaceutical",
  "laboratory",
  "distributor",
  "other",
] as const;
export type BusinessType = (typeof businessTypes)[number];

export const legalStructures = [
  "llc",
  "ojsc",
  "cjsc",
  "sole-proprietor",
  "public-legal-entity",
  "state",
  "non-profit",
  "branch",
  "other",
] as const;
export type LegalStructure = (typeof legalStructures)[number];

/** The person inside this database; the same id as the master's user, the role stays in the master. */
export const members = sqliteTable(
  "members",
  {
    id: id(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    email: text("email").notNull(),
    isOwner: flag("is_owner").notNull().default(false),
    ...timestamps,
  },
  (t) => [uniqueIndex("members_email").on(t.email)],
);

/** The company as it describes itself: one row. */
export const organization = sqliteTable(
  "organization",
  {
    one: integer("one").primaryKey(),
    name: text("name").notNull(),
    /** VÖEN, ten digits. */
    businessNumber: text("business_number"),
    businessType: text("business_type", { enum: businessTypes }),
    legalStructure: text("legal_structure", { enum: legalStructures }),
    /** ISO 3166-1 alpha-2. */
    country: text("country").notNull().default("AZ"),
    /** `YYYY-MM-DD`. */
    foundedOn: text("founded_on"),
    ownerId: text("owner_id")
      .notNull()
      .references(() => members.id),
    /** When the profile was first saved; null until then. */
    profiledAt: instant("profiled_at"),
    /** When the onboarding step was put off; null unless it was. */
    onboardingSkippedAt: instant("onboarding_skipped_at"),
    isDemo: flag("is_demo").notNull().default(false),
    version,
    ...timestamps,
  },
  () => [
    check("organization_one_check", sql`"one" = 1`),
    check(
      "organization_number_check",
      sql`"business_number" IS NULL OR (length("business_number") = 10 AND "business_number" NOT GLOB '*[^0-9]*')`,
    ),
    check(
      "organization_type_check",
      sql`"business_type" IS NULL OR ${oneOf("business_type", businessTypes)}`,
    ),
    check(
      "organization_structure_check",
      sql`"legal_structure" IS NULL OR ${oneOf("legal_structure", legalStructures)}`,
    ),
    check("organization_country_check", sql`"country" GLOB '[A-Z][A-Z]'`),
    check("organization_founded_check", sql`"founded_on" IS NULL OR date("founded_on") IS "founded_on"`),
  ],
);
