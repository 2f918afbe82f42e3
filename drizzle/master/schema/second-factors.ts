import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, timestamps } from "../../columns";
import { users } from "./people";

/** Time-based one-time passwords (RFC 6238), one secret per person. */
export const secondFactors = sqliteTable("second_factors", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id),
  /** Sealed with a key of the installation; never in the clear. */
  sealedSecret: text("sealed_secret").notNull(),
  /** When a first code proved that it arrived; null until then, and worth nothing. */
  confirmedAt: instant("confirmed_at"),
  /** The time step of the last code that was taken: no code counts twice. */
  lastStep: integer("last_step"),
  ...timestamps,
});

/** What opens the door when the device is lost, once each. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    id: id(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
    ...timestamps,
  },
  (t) => [uniqueIndex("recovery_codes_code").on(t.userId, t.codeHash)],
);

/** Links by which people choose a new password; sent to their address, good once. Only the hash is kept. */
export const accessLinks = sqliteTable(
  "access_links",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** The master admin who had it sent; null when the person asked themselves. */
    createdById: text("created_by_id").references(() => users.id),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    ...timestamps,
  },
  (t) => [index("access_links_user").on(t.userId), index("access_links_created_by").on(t.createdById)],
);
