import { and, eq, sql } from "drizzle-orm";
import { migrationResults, migrationRuns } from "@/drizzle/master/schema/migration-runs";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../../engine";
import { EngineError } from "../../errors";
import type { Actor, MasterTx } from "../../handles";
import { write } from "../../write";
import type { DatabaseResult } from "./result";

/** For so long a run is taken to be alive after its process said so; it says so three times as often. */
export const leaseMs = 60_000;
/** Results wait at most so long before others can see them. */
const patienceMs = 500;

/** Which run, and under which fence this process carries it out. */
export interface RunLease {
  readonly id: string;
  readonly fence: number;
  readonly target: string;
}

/**
 * Writes down what a run does, some databases at a time: one commit for each would take longer than many a migration.
 * Nothing begins before it is written that it begins, under the fence of this process; so whoever was taken over
 * finds out, and begins nothing more.
 */
export class RunJournal {
  #results: DatabaseResult[] = [];
  #writtenAt = performance.now();

  constructor(
    private readonly run: RunLease,
    private readonly actor: Actor,
    private readonly now: () => Date,
  ) {}

  /** @throws EngineError `MigrationRunning` when the run is no longer this process's to carry out */
  async claim(results: readonly DatabaseResult[]): Promise<void> {
    this.#results.push(...results.map((result) => ({ ...result, state: "running" as const })));
    if (!(await this.flush())) {
      const message = "This migration of the fleet was stopped, or taken over by another process.";
      throw new EngineError("MigrationRunning", message, { run: this.run.id });
    }
  }

  async add(result: DatabaseResult): Promise<void> {
    this.#results.push(result);
    if (performance.now() - this.#writtenAt >= patienceMs) await this.flush();
  }

  /** At the end, when nobody asks any more whose the run is. */
  async close(): Promise<void> {
    if (this.#results.length > 0) await this.flush();
  }

  /** @returns whether the run is still this process's, and still to go on */
  async flush(): Promise<boolean> {
    const results = this.#results.splice(0);
    this.#writtenAt = performance.now();
    try {
      return await write(engine().master, this.actor, (tx) => this.#write(tx, results));
    } catch (error) {
      this.#results.unshift(...results);
      throw error;
    }
  }

  async #write(tx: MasterTx, results: readonly DatabaseResult[]): Promise<boolean> {
    const { id, fence, target } = this.run;
    const at = this.now().getTime();
    // What is true of a database is true whoever carries the run out.
    await markCurrent(tx, results, target);
    const [held] = await tx
      .update(migrationRuns)
      .set({ aliveUntil: at + leaseMs })
      .where(and(eq(migrationRuns.id, id), eq(migrationRuns.fence, fence)))
      .returning({ state: migrationRuns.state });
    if (held) await saveResults(tx, id, results, at);
    return held?.state === "running";
  }
}

/** Only of the generation it was found out about: a restored one may be older. */
async function markCurrent(tx: MasterTx, results: readonly DatabaseResult[], target: string): Promise<void> {
  const rows = results
    .filter(({ state, to }) => (state === "done" || state === "current") && to === target)
    .map(
      ({ databaseId, toGeneration, fromGeneration }) =>
        sql`(${databaseId}, ${toGeneration ?? fromGeneration})`,
    );
  if (rows.length === 0) return;
  await tx
    .update(tenantDatabases)
    .set({ schemaVersion: target })
    .where(
      sql`(${tenantDatabases.id}, ${tenantDatabases.generation}) IN (VALUES ${sql.join(rows, sql`, `)})
        AND ${tenantDatabases.schemaVersion} IS NOT ${target}`,
    );
}

const rowsPerStatement = 500;

/** A later result of a database takes the place of an earlier one. */
export async function saveResults(
  tx: MasterTx,
  runId: string,
  results: readonly DatabaseResult[],
  at: number,
): Promise<void> {
  const newest = new Map(results.map((result) => [result.databaseId, result]));
  const rows = [...newest.values()].map((result) => ({
    runId,
    databaseId: result.databaseId,
    companyId: result.companyId,
    wave: result.wave,
    state: result.state,
    fromSchema: result.from,
    toSchema: result.to,
    fromGeneration: result.fromGeneration,
    toGeneration: result.toGeneration,
    pausedMs: rounded(result.pausedMs),
    ms: rounded(result.ms),
    errorCode: result.error?.code ?? null,
    error: result.error?.message ?? null,
    finishedAt: result.state === "waiting" || result.state === "running" ? null : at,
  }));
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await tx
      .insert(migrationResults)
      .values(rows.slice(from, from + rowsPerStatement))
      .onConflictDoUpdate({
        target: [migrationResults.runId, migrationResults.databaseId],
        set: {
          wave: sql`excluded.wave`,
          state: sql`excluded.state`,
          fromSchema: sql`excluded.from_schema`,
          toSchema: sql`excluded.to_schema`,
          fromGeneration: sql`excluded.from_generation`,
          toGeneration: sql`excluded.to_generation`,
          pausedMs: sql`excluded.paused_ms`,
          ms: sql`excluded.ms`,
          errorCode: sql`excluded.error_code`,
          error: sql`excluded.error`,
          finishedAt: sql`excluded.finished_at`,
        },
      });
  }
}

const rounded = (ms: number | null) => (ms === null ? null : Math.round(ms));
