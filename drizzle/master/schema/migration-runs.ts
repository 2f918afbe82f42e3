import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { tenantDatabases } from "./registry";
import { migrationResultStates, migrationRunStates } from "./states";

/** One migration of the fleet: a canary, then waves. */
export const migrationRuns = sqliteTable(
  "migration_runs",
  {
    id: id(),
    state: text("state", { enum: migrationRunStates }).notNull(),
    /** Name of the newest migration of the code that runs it. */
    target: text("target").notNull(),
    /** How it was asked for (companies, server, canary, concurrency, most failures, whether on copies), as JSON. */
    options: text("options").notNull(),
    /** The process that carries it out, and the moment until which it may be taken to be alive. */
    runner: text("runner"),
    aliveUntil: instant("alive_until"),
    /** Raised by whoever takes the run over. */
    fence: integer("fence").notNull().default(1),
    /** Who asked for it; null for the command line, whose operator `startedBy` names. */
    userId: text("user_id").references(() => users.id),
    startedBy: text("started_by").notNull(),
    /** Why it stopped before its end; null when it did not. */
    stoppedBecause: text("stopped_because"),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    index("migration_runs_started").on(t.startedAt),
    index("migration_runs_user").on(t.userId),
    check("migration_runs_state_check", oneOf("state", migrationRunStates)),
    check("migration_runs_options_check", sql`json_valid("options")`),
    check("migration_runs_finished_check", sql`("state" = 'running') = ("finished_at" IS NULL)`),
  ],
);

/** What a run did, or is to do, with each database. */
export const migrationResults = sqliteTable(
  "migration_results",
  {
    runId: text("run_id")
      .notNull()
      .references(() => migrationRuns.id),
    databaseId: text("database_id")
      .notNull()
      .references(() => tenantDatabases.id),
    companyId: text("company_id")
      .notNull()
      .references(() => companies.id),
    /** 0 is the canary. */
    wave: integer("wave").notNull(),
    state: text("state", { enum: migrationResultStates }).notNull(),
    /** Name of the newest migration before and after. */
    fromSchema: text("from_schema"),
    toSchema: text("to_schema"),
    /** The generation that was current before, and is the snapshot when a new one was made. */
    fromGeneration: integer("from_generation"),
    toGeneration: integer("to_generation"),
    /** How long writers had to wait, in milliseconds. */
    pausedMs: integer("paused_ms"),
    ms: integer("ms"),
    errorCode: text("error_code"),
    error: text("error"),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.databaseId] }),
    index("migration_results_state").on(t.runId, t.state, t.wave),
    index("migration_results_database").on(t.databaseId),
    index("migration_results_company").on(t.companyId),
    check("migration_results_state_check", oneOf("state", migrationResultStates)),
    check("migration_results_wave_check", sql`"wave" >= 0`),
  ],
);
