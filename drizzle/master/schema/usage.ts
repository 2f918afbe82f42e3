import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, timestamps } from "../../columns";
import { companies } from "./companies";

const figures = {
  /** Not archived. */
  doctors: integer("doctors").notNull(),
  users: integer("users").notNull(),
  patients: integer("patients").notNull().default(0),
  databaseBytes: integer("database_bytes").notNull(),
};

/** What each company used when its database was last looked at; no page opens every database. */
export const companyUsage = sqliteTable(
  "company_usage",
  {
    companyId: text("company_id")
      .primaryKey()
      .references(() => companies.id),
    ...figures,
    /** The last change in the company's own audit; null before the first. */
    lastActivityAt: instant("last_activity_at"),
    takenAt: instant("taken_at").notNull(),
    ...timestamps,
  },
  (t) => [
    index("company_usage_doctors").on(t.doctors),
    index("company_usage_bytes").on(t.databaseBytes),
    index("company_usage_activity").on(t.lastActivityAt),
  ],
);

/** The last figures of each day (UTC), for growth over time. */
export const usageDays = sqliteTable(
  "usage_days",
  {
    /** `YYYY-MM-DD`. */
    day: text("day").notNull(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    ...figures,
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.day, t.companyId] }), index("usage_days_company").on(t.companyId, t.day)],
);
