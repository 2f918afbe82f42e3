import { sql } from "drizzle-orm";
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from "drizzle-orm/sqlite-core";
import { id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { impersonationEnds, impersonationModes } from "./states";

/** A master admin in a company: why, how, for how long. It holds while it is not ended and not expired. */
export const impersonations = sqliteTable(
  "impersonations",
  {
    id: id(),
    adminId: text("admin_id")
      .notNull()
      .references((): AnySQLiteColumn => users.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    reason: text("reason").notNull(),
    mode: text("mode", { enum: impersonationModes }).notNull(),
    /** The page of the master admin it began on, and returns to. */
    returnPath: text("return_path").notNull(),
    startedAt: instant("started_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by", { enum: impersonationEnds }),
    ...timestamps,
  },
  (t) => [
    index("impersonations_company").on(t.companyId, t.startedAt),
    index("impersonations_admin").on(t.adminId, t.startedAt),
    index("impersonations_open").on(t.expiresAt).where(sql`"ended_at" IS NULL`),
    check("impersonations_reason_check", sql`length(trim("reason")) >= 10`),
    check("impersonations_mode_check", oneOf("mode", impersonationModes)),
    check("impersonations_end_check", sql`("ended_at" IS NULL) = ("ended_by" IS NULL)`),
    check(
      "impersonations_ended_by_check",
      sql`"ended_by" IS NULL OR ${oneOf("ended_by", impersonationEnds)}`,
    ),
    check("impersonations_length_check", sql`"expires_at" - "started_at" BETWEEN 1 AND 1800000`),
  ],
);

/** What was opened during one, for the company to see. */
export const impersonationPages = sqliteTable(
  "impersonation_pages",
  {
    impersonationId: text("impersonation_id")
      .notNull()
      .references(() => impersonations.id),
    /** Without its query. */
    path: text("path").notNull(),
    times: integer("times").notNull().default(1),
    ...timestamps,
  },
  (t) => [primaryKey({ columns: [t.impersonationId, t.path] })],
);
