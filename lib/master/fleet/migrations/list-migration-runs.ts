import { count, desc, eq, inArray, lt } from "drizzle-orm";
import { migrationResults, migrationRuns } from "@/drizzle/master/schema";
import type { MigrationResultState } from "@/drizzle/master/schema/states";
import { isRunAlive, keptStopReason, type MasterDb, type StopReason } from "@/lib/databases";

export type ResultCounts = Readonly<Record<MigrationResultState, number>>;

export interface MigrationRunSummary {
  readonly id: string;
  /** A run whose process died is `stopped`, although nobody could write that down. */
  readonly state: "running" | "done" | "stopped";
  readonly target: string;
  readonly startedBy: string;
  /** Ms UTC. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly stopReason: StopReason | null;
  readonly counts: ResultCounts;
  /** Whether there is something left that going on with it would see to. */
  readonly canResume: boolean;
}

/**
 * Migrations of the fleet, the newest first.
 * @param page `before`: only runs that started earlier, ms UTC
 */
export async function listMigrationRuns(
  db: MasterDb,
  now: Date,
  page: { readonly limit?: number; readonly before?: number } = {},
): Promise<MigrationRunSummary[]> {
  const { limit = 25, before } = page;
  const runs = await db
    .select()
    .from(migrationRuns)
    .where(before === undefined ? undefined : lt(migrationRuns.startedAt, before))
    .orderBy(desc(migrationRuns.startedAt), desc(migrationRuns.id))
    .limit(limit);
  const counts = await countResults(
    db,
    runs.map(({ id }) => id),
  );
  return runs.map((run) => summary(run, counts.get(run.id) ?? none, now));
}

const none: ResultCounts = { waiting: 0, running: 0, done: 0, current: 0, failed: 0 };

export async function countResults(
  db: MasterDb,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, ResultCounts>> {
  const rows = await db
    .select({ runId: migrationResults.runId, state: migrationResults.state, n: count() })
    .from(migrationResults)
    .where(inArray(migrationResults.runId, [...runIds]))
    .groupBy(migrationResults.runId, migrationResults.state);
  const counts = new Map<string, ResultCounts>();
  for (const { runId, state, n } of rows) counts.set(runId, { ...(counts.get(runId) ?? none), [state]: n });
  return counts;
}

export function summary(
  run: typeof migrationRuns.$inferSelect,
  counts: ResultCounts,
  now: Date,
): MigrationRunSummary {
  const { id, target, startedBy, startedAt, finishedAt } = run;
  const hasDied = run.state === "running" && !isRunAlive(run, now);
  const state = hasDied ? "stopped" : run.state;
  const stopReason: StopReason | null = hasDied ? { code: "process" } : keptStopReason(run.stoppedBecause);
  const left = counts.waiting + counts.running + counts.failed;
  const canResume = state !== "running" && left > 0;
  return { id, state, target, startedBy, startedAt, finishedAt, stopReason, counts, canResume };
}

export async function findMigrationRun(db: MasterDb, id: string) {
  const [run] = await db.select().from(migrationRuns).where(eq(migrationRuns.id, id));
  return run ?? null;
}
