import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { tenantDatabases } from "./registry";
import { backupReasons, backupStates, exportStates } from "./states";

/** Copies of companies' databases, encrypted under the company's own key, each proven to work when it was made. */
export const tenantBackups = sqliteTable(
  "tenant_backups",
  {
    /** Also the name of its folder; later ones sort later. */
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    databaseId: text("database_id")
      .notNull()
      .references(() => tenantDatabases.id),
    generation: integer("generation").notNull(),
    reason: text("reason", { enum: backupReasons }).notNull(),
    state: text("state", { enum: backupStates }).notNull(),
    /** `folder` or the name of the bucket. */
    target: text("target").notNull(),
    keyId: text("key_id"),
    schemaVersion: text("schema_version"),
    bytes: integer("bytes"),
    /** Of the file as it is stored, lower-case hex. */
    sha256: text("sha256"),
    /** Rows of all tables. */
    rows: integer("rows"),
    takenAt: instant("taken_at").notNull(),
    /** When it was last read from end to end, opened and checked. */
    provenAt: instant("proven_at"),
    /** When it was last restored to a place of its own and checked. */
    restoredAt: instant("restored_at"),
    /** When it was removed because no rule keeps it; null while it is there. */
    removedAt: instant("removed_at"),
    error: text("error"),
    ...timestamps,
  },
  (t) => [
    index("tenant_backups_company").on(t.companyId, t.takenAt),
    index("tenant_backups_state").on(t.state, t.takenAt),
    index("tenant_backups_database").on(t.databaseId),
    check("tenant_backups_state_check", oneOf("state", backupStates)),
    check("tenant_backups_reason_check", oneOf("reason", backupReasons)),
    check(
      "tenant_backups_ready_check",
      sql`"state" <> 'ready' OR ("bytes" IS NOT NULL AND "sha256" IS NOT NULL AND "proven_at" IS NOT NULL)`,
    ),
    check("tenant_backups_removed_check", sql`("state" = 'removed') = ("removed_at" IS NOT NULL)`),
  ],
);

/** A backup restored to a scratch file and checked, to know that it could be. */
export const restoreDrills = sqliteTable(
  "restore_drills",
  {
    id: id(),
    backupId: text("backup_id")
      .notNull()
      .references(() => tenantBackups.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    passed: flag("passed").notNull(),
    ms: integer("ms").notNull(),
    error: text("error"),
    drilledAt: instant("drilled_at").notNull(),
    ...timestamps,
  },
  (t) => [
    index("restore_drills_company").on(t.companyId, t.drilledAt),
    index("restore_drills_backup").on(t.backupId),
  ],
);

/** A company's whole data as one ZIP, for its owner. */
export const tenantExports = sqliteTable(
  "tenant_exports",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    requestedById: text("requested_by_id").references(() => users.id),
    state: text("state", { enum: exportStates }).notNull(),
    bytes: integer("bytes"),
    /** Of the ZIP, lower-case hex. */
    sha256: text("sha256"),
    error: text("error"),
    readyAt: instant("ready_at"),
    /** From then on nobody gets it any more, and it is removed. */
    expiresAt: instant("expires_at"),
    ...timestamps,
  },
  (t) => [
    index("tenant_exports_company").on(t.companyId, t.createdAt),
    index("tenant_exports_requested_by").on(t.requestedById),
    check("tenant_exports_state_check", oneOf("state", exportStates)),
    check(
      "tenant_exports_ready_check",
      sql`"state" <> 'ready' OR ("bytes" IS NOT NULL AND "expires_at" IS NOT NULL)`,
    ),
  ],
);
