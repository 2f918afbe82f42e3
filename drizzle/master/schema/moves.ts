import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { flag, id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { databaseServers, tenantDatabases } from "./registry";
import { moveSteps } from "./states";

/** A database on its way from one server to another: each step can be repeated, and taken back until it is switched. */
export const databaseMoves = sqliteTable(
  "database_moves",
  {
    id: id(),
    databaseId: text("database_id")
      .notNull()
      .references(() => tenantDatabases.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    fromServerId: text("from_server_id")
      .notNull()
      .references(() => databaseServers.id),
    toServerId: text("to_server_id")
      .notNull()
      .references(() => databaseServers.id),
    fromGeneration: integer("from_generation").notNull(),
    toGeneration: integer("to_generation").notNull(),
    /** What each end is encrypted with; null where the server knows no keys. */
    fromKeyId: text("from_key_id"),
    toKeyId: text("to_key_id"),
    /** The last step that is done. */
    step: text("step", { enum: moveSteps }).notNull(),
    /** Whether somebody agreed that it loses its encryption of its own. */
    plainConsent: flag("plain_consent").notNull().default(false),
    startedBy: text("started_by").notNull(),
    /** The process that carries it out, and the moment until which it may be taken to be alive. */
    runner: text("runner"),
    aliveUntil: instant("alive_until"),
    /** Raised by whoever takes it over, so that whoever had it before writes nothing more about it. */
    fence: integer("fence").notNull().default(1),
    /** Rows that are copied, and that there are to copy. */
    rows: integer("rows"),
    totalRows: integer("total_rows"),
    /** Per table: rows and a checksum, as JSON. */
    verified: text("verified"),
    /** How long writers stood still, in milliseconds. */
    pausedMs: integer("paused_ms"),
    error: text("error"),
    startedAt: instant("started_at").notNull(),
    /** Since when everybody opens it on the other server; kept when it was taken back later. */
    switchedAt: instant("switched_at"),
    /** When the end that nobody opens any more was removed from its server; null while it is there. */
    leftoverRemovedAt: instant("leftover_removed_at"),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("database_moves_open").on(t.databaseId).where(sql`"finished_at" IS NULL`),
    index("database_moves_database").on(t.databaseId, t.startedAt),
    index("database_moves_company").on(t.companyId, t.startedAt),
    index("database_moves_leftovers").on(t.startedAt).where(sql`"leftover_removed_at" IS NULL`),
    index("database_moves_from").on(t.fromServerId),
    index("database_moves_to").on(t.toServerId),
    check("database_moves_step_check", oneOf("step", moveSteps)),
    check("database_moves_verified_check", sql`"verified" IS NULL OR json_valid("verified")`),
    check(
      "database_moves_finished_check",
      sql`("step" IN ('archived', 'rolled-back')) = ("finished_at" IS NOT NULL)`,
    ),
  ],
);
