import { and, asc, count, eq, sql } from "drizzle-orm";
import { companies, migrationResults } from "@/drizzle/master/schema";
import type { MigrationResultState } from "@/drizzle/master/schema/states";
import { type MasterDb, type RunOptions, runOptionsSchema } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { countResults, findMigrationRun, type MigrationRunSummary, summary } from "./list-migration-runs";

export interface MigrationRunResult {
  readonly companyId: string;
  readonly companyName: string;
  readonly slug: string;
  /** 0 is the canary. */
  readonly wave: number;
  readonly state: MigrationResultState;
  readonly from: string | null;
  readonly to: string | null;
  readonly fromGeneration: number | null;
  readonly toGeneration: number | null;
  /** Milliseconds. */
  readonly pausedMs: number | null;
  readonly ms: number | null;
  readonly errorCode: string | null;
  readonly error: string | null;
  /** Ms UTC. */
  readonly finishedAt: number | null;
}

export interface MigrationRunView extends MigrationRunSummary {
  readonly options: RunOptions;
  /** Of those that were asked for, failures first, then what is at work, then by wave and slug. */
  readonly results: readonly MigrationRunResult[];
  readonly resultCount: number;
}

/**
 * One migration of the fleet with what it did to each database, as far as it got by now.
 * @param page which results; all states when `state` is left out
 * @throws NotFound `migration`
 */
export async function migrationRun(
  db: MasterDb,
  id: string,
  now: Date,
  page: { readonly state?: MigrationResultState; readonly limit?: number; readonly offset?: number } = {},
): Promise<MigrationRunView> {
  const run = await findMigrationRun(db, id);
  if (!run) throw new NotFound("migration");
  const counts = (await countResults(db, [id])).get(id);
  const { state, limit = 100, offset = 0 } = page;
  const which = and(
    eq(migrationResults.runId, id),
    state === undefined ? undefined : eq(migrationResults.state, state),
  );
  const [total] = await db.select({ n: count() }).from(migrationResults).where(which);
  const results = await db
    .select({
      companyId: migrationResults.companyId,
      companyName: companies.name,
      slug: companies.slug,
      wave: migrationResults.wave,
      state: migrationResults.state,
      from: migrationResults.fromSchema,
      to: migrationResults.toSchema,
      fromGeneration: migrationResults.fromGeneration,
      toGeneration: migrationResults.toGeneration,
      pausedMs: migrationResults.pausedMs,
      ms: migrationResults.ms,
      errorCode: migrationResults.errorCode,
      error: migrationResults.error,
      finishedAt: migrationResults.finishedAt,
    })
    .from(migrationResults)
    .innerJoin(companies, eq(companies.id, migrationResults.companyId))
    .where(which)
    .orderBy(urgency, asc(migrationResults.wave), asc(companies.slug))
    .limit(limit)
    .offset(offset);
  const empty = { waiting: 0, running: 0, done: 0, current: 0, failed: 0 };
  return {
    ...summary(run, counts ?? empty, now),
    options: runOptionsSchema.parse(JSON.parse(run.options)),
    results,
    resultCount: total?.n ?? 0,
  };
}

const urgency = sql`CASE ${migrationResults.state} WHEN 'failed' THEN 0 WHEN 'running' THEN 1 ELSE 2 END`;
