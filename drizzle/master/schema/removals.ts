import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { companyStates } from "./states";

/** A company that was asked to be deleted: restorable until `dueAt`, then its key is destroyed. */
export const companyRemovals = sqliteTable(
  "company_removals",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    /** Null for the command line, whose operator `requestedBy` names. */
    userId: text("user_id").references(() => users.id),
    requestedBy: text("requested_by").notNull(),
    reason: text("reason").notNull(),
    requestedAt: instant("requested_at").notNull(),
    /** What the company was, and is again when it is taken back. */
    stateBefore: text("state_before", { enum: companyStates }).notNull(),
    /** Not removed before. */
    dueAt: instant("due_at").notNull(),
    /** When it was taken back. */
    cancelledAt: instant("cancelled_at"),
    /** When the key was destroyed: from then on nobody reads the data, though files may still lie about. */
    keyDestroyedAt: instant("key_destroyed_at"),
    removedAt: instant("removed_at"),
    /** Which files went (hashes, sizes), which key, when, and when its last copy in a keyring backup expires; JSON. */
    certificate: text("certificate"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("company_removals_open")
      .on(t.companyId)
      .where(sql`"cancelled_at" IS NULL AND "removed_at" IS NULL`),
    index("company_removals_company").on(t.companyId, t.requestedAt),
    index("company_removals_user").on(t.userId),
    index("company_removals_due").on(t.dueAt).where(sql`"cancelled_at" IS NULL AND "removed_at" IS NULL`),
    check("company_removals_reason_check", sql`length(trim("reason")) >= 1`),
    check("company_removals_once_check", sql`"cancelled_at" IS NULL OR "removed_at" IS NULL`),
    check(
      "company_removals_certificate_check",
      sql`("removed_at" IS NULL) = ("certificate" IS NULL) AND ("certificate" IS NULL OR json_valid("certificate"))`,
    ),
  ],
);
