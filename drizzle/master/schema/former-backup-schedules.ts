import { check, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { instant, oneOf } from "../../columns";
import { companies } from "./companies";

/**
 * What plans gave a company until it was put on another one, or its plan was edited: backups that such a schedule keeps stay
 * for a while. Written by triggers of `subscriptions` and `plans`, so that no way to another plan forgets it.
 */
export const formerBackupSchedules = sqliteTable(
  "former_backup_schedules",
  {
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    schedule: text("schedule").notNull(),
    /** When it last stopped to hold. */
    until: instant("until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.companyId, t.schedule] }),
    check("former_backup_schedules_check", oneOf("schedule", ["daily-7", "hourly-30", "own"])),
  ],
);
