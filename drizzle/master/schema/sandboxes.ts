import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, instant, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { tenantDatabases } from "./registry";

/** How a company's sandbox came about: beside the row of the registry, which says where it is. */
export const sandboxes = sqliteTable(
  "sandboxes",
  {
    databaseId: text("database_id")
      .primaryKey()
      .references(() => tenantDatabases.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    /** Whether people's contact data were replaced in it; only who says why gets a copy as it is. */
    masked: flag("masked").notNull(),
    reason: text("reason"),
    /** Null when an operator asked for it. */
    madeById: text("made_by_id").references(() => users.id),
    madeBy: text("made_by").notNull(),
    /** Null until it can be entered. */
    madeAt: instant("made_at"),
    discardedAt: instant("discarded_at"),
    ...timestamps,
  },
  (t) => [
    index("sandboxes_company").on(t.companyId),
    index("sandboxes_made_by").on(t.madeById),
    check("sandboxes_reason_check", sql`"masked" = 1 OR length(trim("reason")) > 0`),
  ],
);
