import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { timestamps, version } from "../../columns";
import { companies } from "./companies";
import { mostKept, ownBackupHours } from "./states";

/**
 * How a company wants to be backed up that may say so itself: beside its plan, which says whether this counts. A
 * company without a row has what the plan gives by itself.
 */
export const backupSchedules = sqliteTable(
  "backup_schedules",
  {
    companyId: text("company_id")
      .primaryKey()
      .references(() => companies.id),
    /** Divides the day, so that the times are the same every day. */
    everyHours: integer("every_hours").notNull(),
    /** A full hour of the company's own clock from which the times are counted; says nothing when every hour is one. */
    startHour: integer("start_hour").notNull(),
    /** Of the last so many hours that have a backup, the newest is kept; likewise the others. */
    keepHours: integer("keep_hours").notNull(),
    keepDays: integer("keep_days").notNull(),
    keepWeeks: integer("keep_weeks").notNull(),
    keepMonths: integer("keep_months").notNull(),
    version,
    ...timestamps,
  },
  () => [
    check("backup_schedules_every_check", sql.raw(`"every_hours" IN (${ownBackupHours.join(", ")})`)),
    check("backup_schedules_start_check", sql`"start_hour" BETWEEN 0 AND 23`),
    check(
      "backup_schedules_keep_check",
      sql.raw(
        `"keep_hours" BETWEEN 0 AND ${mostKept.hours} AND "keep_days" BETWEEN 0 AND ${mostKept.days} AND "keep_weeks" BETWEEN 0 AND ${mostKept.weeks} AND "keep_months" BETWEEN 0 AND ${mostKept.months}`,
      ),
    ),
    check(
      "backup_schedules_something_check",
      sql`"keep_hours" + "keep_days" + "keep_weeks" + "keep_months" > 0`,
    ),
  ],
);
