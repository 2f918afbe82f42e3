import { asc, eq } from "drizzle-orm";
import { companies } from "@/drizzle/master/schema/companies";
import { migrationResults, migrationRuns } from "@/drizzle/master/schema/migration-runs";
import { engine } from "../../engine";
import { countCurrent } from "./candidates";
import type { FleetMigration, MigrateFleetOptions } from "./migrate-fleet";
import type { DatabaseResult } from "./result";
import { runOptionsSchema } from "./run-options";
import { isInterruption, keptStopReason, sayStopReason } from "./stop-reason";

/**
 * What a run came to that is over, for whoever is begun again by itself and so must not take up what somebody stopped;
 * null when there is something to go on with.
 */
export async function endedRun({
  resume,
  runId,
  unlessStoppedSince,
}: MigrateFleetOptions): Promise<FleetMigration | null> {
  const id = resume ?? runId;
  if (typeof id !== "string") return null;
  // Asked for by a person: the stop it had until then is what they want to end.
  if (resume !== undefined && unlessStoppedSince === undefined) return null;
  const { master } = engine();
  const [run] = await master.select().from(migrationRuns).where(eq(migrationRuns.id, id));
  if (!run || run.state === "running") return null;
  const reason = keptStopReason(run.stoppedBecause);
  if (isInterruption(reason)) return null;
  if (resume !== undefined && (run.finishedAt ?? 0) < (unlessStoppedSince ?? 0)) return null;
  const { target, state } = run;
  const stoppedBecause = reason && sayStopReason(reason);
  const current = await countCurrent(runOptionsSchema.parse(JSON.parse(run.options)), target);
  return { runId: id, target, state, stoppedBecause, current, results: await resultsOf(id) };
}

async function resultsOf(runId: string): Promise<DatabaseResult[]> {
  const rows = await engine()
    .master.select({ row: migrationResults, slug: companies.slug })
    .from(migrationResults)
    .innerJoin(companies, eq(companies.id, migrationResults.companyId))
    .where(eq(migrationResults.runId, runId))
    .orderBy(asc(companies.slug));
  return rows.map(({ row, slug }) => ({
    databaseId: row.databaseId,
    companyId: row.companyId,
    slug,
    wave: row.wave,
    state: row.state,
    from: row.fromSchema,
    to: row.toSchema,
    fromGeneration: row.fromGeneration ?? 0,
    toGeneration: row.toGeneration,
    pausedMs: row.pausedMs,
    ms: row.ms,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.error ?? "" },
  }));
}
