import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { databasePurposes, databaseStates, serverKinds } from "./states";

export const databaseServers = sqliteTable(
  "database_servers",
  {
    id: id(),
    kind: text("kind", { enum: serverKinds }).notNull(),
    name: text("name").notNull(),
    /** Where clients connect; empty for `file`, whose place is the data folder. */
    url: text("url").notNull().default(""),
    /** Where namespaces are administered; private. */
    adminUrl: text("admin_url"),
    acceptsNew: integer("accepts_new", { mode: "boolean" }).notNull().default(true),
    /** Where it stands, as whoever runs it calls it; a caller may ask for databases of one region only. */
    region: text("region"),
    /** The group of a Turso organization that its databases are made in; null on the other kinds. */
    groupName: text("group_name"),
    /** Most databases it is to hold; null means as many as come. */
    maxDatabases: integer("max_databases"),
    /** Where reads may go that need not see the newest write; null when there is no replica. */
    replicaUrl: text("replica_url"),
    /** Since when its databases are being moved away. */
    drainingAt: instant("draining_at"),
    /** Since when it is none of ours any more; the row stays for what tells of it. */
    removedAt: instant("removed_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("database_servers_name").on(t.name),
    check("database_servers_kind_check", oneOf("kind", serverKinds)),
  ],
);

/** Which database a company's data is in. The only way to a tenant database leads through this row. */
export const tenantDatabases = sqliteTable(
  "tenant_databases",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    serverId: text("server_id")
      .notNull()
      .references(() => databaseServers.id),
    state: text("state", { enum: databaseStates }).notNull(),
    stateReason: text("state_reason"),
    /** `sandbox`: a masked copy to try things in; a company has one at most, beside the one that counts. */
    purpose: text("purpose", { enum: databasePurposes }).notNull().default("main"),
    /** The published generation; 0 while none is. */
    generation: integer("generation").notNull().default(0),
    /** Raised whenever writers must prove that they are current. */
    epoch: integer("epoch").notNull().default(1),
    /** Name of the last applied migration. */
    schemaVersion: text("schema_version"),
    keyId: text("key_id"),
    sizeBytes: integer("size_bytes"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("tenant_databases_company").on(t.companyId, t.purpose).where(sql`"state" <> 'removed'`),
    index("tenant_databases_server").on(t.serverId),
    index("tenant_databases_state").on(t.state),
    check("tenant_databases_state_check", oneOf("state", databaseStates)),
    check("tenant_databases_purpose_check", oneOf("purpose", databasePurposes)),
    check("tenant_databases_generation_check", sql`"generation" >= 0 AND "epoch" >= 1`),
    check(
      "tenant_databases_ready_check",
      sql`"state" <> 'ready' OR ("generation" >= 1 AND "schema_version" IS NOT NULL)`,
    ),
  ],
);

/**
 * How far somebody wrote in a database whose server has a replica: the replica answers them only once it has that.
 * Kept here, so that it holds on every web host and whatever the browser remembers.
 */
export const writtenPositions = sqliteTable(
  "written_positions",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    databaseId: text("database_id")
      .notNull()
      .references(() => tenantDatabases.id, { onDelete: "cascade" }),
    generation: integer("generation").notNull(),
    /** Of the writes to that generation: the database itself counts them. */
    position: integer("position").notNull(),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.databaseId] }),
    index("written_positions_database").on(t.databaseId),
  ],
);

export const provisioningSteps = [
  "registered",
  "keyed",
  "copied",
  "identified",
  "published",
  "welcomed",
  "done",
] as const;
export type ProvisioningStep = (typeof provisioningSteps)[number];

/** How far the making of a company got; each step can be repeated, so a crash at any of them is finished later. */
export const provisionings = sqliteTable(
  "provisionings",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    databaseId: text("database_id")
      .notNull()
      .references(() => tenantDatabases.id),
    /** The person who registered; null when an operator makes the company. */
    userId: text("user_id").references(() => users.id),
    /** The last step that is done. */
    step: text("step", { enum: provisioningSteps }).notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("provisionings_company").on(t.companyId),
    index("provisionings_database").on(t.databaseId),
    index("provisionings_user").on(t.userId),
    index("provisionings_unfinished").on(t.finishedAt),
    check("provisionings_step_check", oneOf("step", provisioningSteps)),
    check("provisionings_finished_check", sql`("step" = 'done') = ("finished_at" IS NOT NULL)`),
  ],
);

/** What must also happen in a tenant database: written with the master's change, done once, idempotently. */
export const crossings = sqliteTable(
  "crossings",
  {
    id: id(),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    kind: text("kind").notNull(),
    payload: text("payload").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    doneAt: instant("done_at"),
    ...timestamps,
  },
  (t) => [
    index("crossings_company").on(t.companyId),
    index("crossings_open").on(t.createdAt).where(sql`"done_at" IS NULL`),
    check("crossings_payload_check", sql`json_valid("payload")`),
  ],
);

/** This installation: one row, made with the database. */
export const installation = sqliteTable(
  "installation",
  {
    one: integer("one").primaryKey(),
    /** Names the installation in its backups. */
    id: text("id").notNull(),
    /**
     * Since when nothing may be removed, because this master came out of a backup and does not know what happened
     * after it; null once the registry was rebuilt from the databases themselves.
     */
    removalBlockedAt: instant("removal_blocked_at"),
    ...timestamps,
  },
  () => [check("installation_one_check", sql`"one" = 1`)],
);
