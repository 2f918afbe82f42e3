import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps, version } from "../../columns";
import { companies } from "./companies";
import { impersonations } from "./impersonations";
import { roles } from "./states";

export const users = sqliteTable(
  "users",
  {
    id: id(),
    /** Lower case; unique. */
    username: text("username").notNull(),
    /** Lower case; unique. */
    email: text("email").notNull(),
    /** Argon2id in PHC string format. */
    passwordHash: text("password_hash").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    locale: text("locale", { enum: ["az", "en", "ru"] })
      .notNull()
      .default("az"),
    state: text("state", { enum: ["active", "locked"] })
      .notNull()
      .default("active"),
    isMasterAdmin: flag("is_master_admin").notNull().default(false),
    /** Where they worked last, and start next time while they still belong to it. */
    lastCompanyId: text("last_company_id").references(() => companies.id),
    passwordChangedAt: instant("password_changed_at").notNull(),
    version,
    ...timestamps,
  },
  (t) => [
    uniqueIndex("users_username").on(t.username),
    uniqueIndex("users_email").on(t.email),
    check("users_state_check", oneOf("state", ["active", "locked"])),
    check("users_locale_check", oneOf("locale", ["az", "en", "ru"])),
    check("users_case_check", sql`"username" = lower("username") AND "email" = lower("email")`),
    check("users_username_check", sql`instr("username", '@') = 0`),
  ],
);

export const memberships = sqliteTable(
  "memberships",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    role: text("role", { enum: roles }).notNull(),
    version,
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.companyId] }),
    index("memberships_company").on(t.companyId),
    check("memberships_role_check", oneOf("role", roles)),
  ],
);

/** A signed-in browser. The cookie's token names this row; without the row the token is worth nothing. */
export const sessions = sqliteTable(
  "sessions",
  {
    id: id(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id),
    /** The company the browser works in; null for a master admin. */
    companyId: text("company_id").references(() => companies.id),
    /** Whether it works in the company's sandbox rather than in its own database. */
    inSandbox: flag("in_sandbox").notNull().default(false),
    /** When the second factor was proven; without it a master admin's session opens nothing. */
    secondFactorAt: instant("second_factor_at"),
    /** The company a master admin entered with it; whether that still holds, its row says. */
    impersonationId: text("impersonation_id").references(() => impersonations.id),
    expiresAt: instant("expires_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
    ...timestamps,
  },
  (t) => [
    index("sessions_user").on(t.userId),
    index("sessions_company").on(t.companyId),
    index("sessions_impersonation").on(t.impersonationId),
    index("sessions_expires").on(t.expiresAt),
  ],
);

/** Failed sign-ins of the last quarter of an hour, for the throttle. */
export const signInFailures = sqliteTable(
  "sign_in_failures",
  {
    id: integer("id").primaryKey(),
    /** HMAC of the folded username or email: the log never names who was tried. */
    account: text("account").notNull(),
    address: text("address").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    index("sign_in_failures_account").on(t.account, t.at),
    index("sign_in_failures_address").on(t.address, t.at),
  ],
);

/** One-time links by which the first master admin is made; only the hash is kept. */
export const setupTokens = sqliteTable("setup_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
  ...timestamps,
});
