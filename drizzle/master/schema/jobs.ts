import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { id, instant, oneOf, timestamps } from "../../columns";
import { companies } from "./companies";
import { users } from "./people";
import { jobStates } from "./states";

/**
 * Work that outlives the request or the process that asked for it. At least once: who runs it holds a lease, and one
 * whose lease ran out is begun again by somebody else, under the next fence.
 */
export const jobs = sqliteTable(
  "jobs",
  {
    id: id(),
    /** Which work it is: a name that the code knows. */
    kind: text("kind").notNull(),
    /** The company it is for; null when it is for the platform. */
    companyId: text("company_id").references(() => companies.id),
    /** What the kind needs to know, as JSON. */
    input: text("input").notNull(),
    /** Two jobs of the same key are never open at once; null when any number may be. */
    uniqueKey: text("unique_key"),
    state: text("state", { enum: jobStates }).notNull(),
    /** Not before. */
    dueAt: instant("due_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    maxAttempts: integer("max_attempts").notNull(),
    /** Raised with every lease: who holds an older one may write nothing more about this job. */
    fence: integer("fence").notNull().default(0),
    /** Which process has it; null when none. */
    leasedBy: text("leased_by"),
    leasedUntil: instant("leased_until"),
    /** `{ done, total, text }` of the attempt that runs, as JSON. */
    progress: text("progress"),
    /** What came out, as JSON. */
    result: text("result"),
    lastError: text("last_error"),
    /** The person who asked; null when nobody did. */
    requestedById: text("requested_by_id").references(() => users.id),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    ...timestamps,
  },
  (t) => [
    uniqueIndex("jobs_unique").on(t.uniqueKey).where(sql`"state" IN ('waiting', 'running')`),
    index("jobs_due").on(t.dueAt).where(sql`"state" IN ('waiting', 'running')`),
    index("jobs_state").on(t.state, t.createdAt),
    index("jobs_kind").on(t.kind, t.createdAt),
    index("jobs_company").on(t.companyId, t.createdAt),
    index("jobs_requested_by").on(t.requestedById),
    check("jobs_state_check", oneOf("state", jobStates)),
    check("jobs_input_check", sql`json_valid("input")`),
    check("jobs_progress_check", sql`"progress" IS NULL OR json_valid("progress")`),
    check("jobs_result_check", sql`"result" IS NULL OR json_valid("result")`),
    check("jobs_attempts_check", sql`"attempts" >= 0 AND "max_attempts" >= 1 AND "fence" >= 0`),
    check(
      "jobs_lease_check",
      sql`("state" = 'running') = ("leased_by" IS NOT NULL) AND ("leased_by" IS NULL) = ("leased_until" IS NULL)`,
    ),
    check(
      "jobs_finished_check",
      sql`("state" IN ('done', 'dead', 'cancelled')) = ("finished_at" IS NOT NULL)`,
    ),
  ],
);
