import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps, version } from "../../columns";
import { billingCycles, companyStates, subscriptionStates } from "./states";

export const plans = sqliteTable(
  "plans",
  {
    /** `basic`, `professional`, `enterprise`, or what a master admin names a new one. */
    id: id(),
    name: text("name").notNull(),
    position: integer("position").notNull(),
    /** Integer minor units of `currency` (qəpik). */
    monthlyPrice: integer("monthly_price").notNull(),
    yearlyPrice: integer("yearly_price").notNull(),
    /** ISO 4217. */
    currency: text("currency").notNull().default("AZN"),
    /** Null means without limit, in every `max` column. */
    maxDoctors: integer("max_doctors"),
    maxUsers: integer("max_users"),
    maxPatients: integer("max_patients"),
    maxStorageBytes: integer("max_storage_bytes"),
    backupSchedule: text("backup_schedule").notNull(),
    hasSandbox: flag("has_sandbox").notNull().default(false),
    hasApi: flag("has_api").notNull().default(false),
    hasServerChoice: flag("has_server_choice").notNull().default(false),
    isRecommended: flag("is_recommended").notNull().default(false),
    isPublic: flag("is_public").notNull().default(true),
    version,
    ...timestamps,
  },
  () => [
    check("plans_price_check", sql`"monthly_price" >= 0 AND "yearly_price" >= 0`),
    check(
      "plans_limits_check",
      sql`COALESCE("max_doctors", 1) > 0 AND COALESCE("max_users", 1) > 0 AND COALESCE("max_patients", 1) > 0 AND COALESCE("max_storage_bytes", 1) > 0`,
    ),
    check("plans_backup_check", oneOf("backup_schedule", ["daily-7", "hourly-30", "own"])),
    check("plans_currency_check", sql`"currency" GLOB '[A-Z][A-Z][A-Z]'`),
  ],
);

export const companies = sqliteTable(
  "companies",
  {
    id: id(),
    slug: text("slug").notNull(),
    /** Optional second name a company is found by, such as `TH001`. */
    code: text("code"),
    name: text("name").notNull(),
    nameFolded: text("name_folded").notNull(),
    email: text("email").notNull(),
    /** E.164. */
    phone: text("phone").notNull(),
    state: text("state", { enum: companyStates }).notNull(),
    stateReason: text("state_reason"),
    timeZone: text("time_zone").notNull().default("Asia/Baku"),
    currency: text("currency").notNull().default("AZN"),
    isDemo: flag("is_demo").notNull().default(false),
    version,
    ...timestamps,
  },
  (t) => [
    uniqueIndex("companies_slug").on(t.slug),
    uniqueIndex("companies_code").on(t.code),
    index("companies_name_folded").on(t.nameFolded),
    check("companies_state_check", oneOf("state", companyStates)),
    check(
      "companies_slug_check",
      sql`length("slug") BETWEEN 2 AND 63 AND "slug" NOT GLOB '*[^a-z0-9-]*' AND "slug" GLOB '[a-z0-9]*'`,
    ),
    check(
      "companies_code_check",
      sql`"code" IS NULL OR (length("code") BETWEEN 2 AND 20 AND "code" NOT GLOB '*[^A-Z0-9_]*')`,
    ),
    check(
      "companies_phone_check",
      sql`"phone" GLOB '+[1-9]*' AND substr("phone", 2) NOT GLOB '*[^0-9]*' AND length("phone") BETWEEN 8 AND 16`,
    ),
  ],
);

export const subscriptions = sqliteTable(
  "subscriptions",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    planId: text("plan_id")
      .notNull()
      .references(() => plans.id),
    cycle: text("cycle", { enum: billingCycles }).notNull(),
    state: text("state", { enum: subscriptionStates }).notNull(),
    startedAt: instant("started_at").notNull(),
    trialEndsAt: instant("trial_ends_at"),
    /** The period that runs: what was agreed below holds until it ends, whatever becomes of the plan meanwhile. */
    periodStartsAt: instant("period_starts_at"),
    periodEndsAt: instant("period_ends_at"),
    /** Per billing cycle, in minor units of `currency`. */
    price: integer("price").notNull().default(0),
    /** ISO 4217. */
    currency: text("currency").notNull().default("AZN"),
    /** Null means without limit, as in `plans`. */
    maxDoctors: integer("max_doctors"),
    maxUsers: integer("max_users"),
    maxPatients: integer("max_patients"),
    maxStorageBytes: integer("max_storage_bytes"),
    /** Set when another subscription row takes over; the current one has null. */
    endedAt: instant("ended_at"),
    version,
    ...timestamps,
  },
  (t) => [
    uniqueIndex("subscriptions_current").on(t.companyId).where(sql`"ended_at" IS NULL`),
    index("subscriptions_plan").on(t.planId),
    index("subscriptions_period_end").on(t.periodEndsAt),
    check("subscriptions_state_check", oneOf("state", subscriptionStates)),
    check("subscriptions_cycle_check", oneOf("cycle", billingCycles)),
    check("subscriptions_trial_check", sql`"state" <> 'trialing' OR "trial_ends_at" IS NOT NULL`),
  ],
);
