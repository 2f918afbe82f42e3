import { and, desc, eq, inArray } from "drizzle-orm";
import { migrationResults, migrationRuns } from "@/drizzle/master/schema/migration-runs";
import { newId } from "@/lib/domain/id";
import { recordAudit } from "../../audit";
import { engine } from "../../engine";
import { EngineError } from "../../errors";
import type { Actor, MasterTx } from "../../handles";
import { write } from "../../write";
import type { DatabaseResult } from "./result";
import { leaseMs, type RunLease, saveResults } from "./run-journal";
import type { RunOptions } from "./run-options";
import { keepStopReason, type StopReason } from "./stop-reason";

type Run = typeof migrationRuns.$inferSelect;

const here = Symbol.for("medadmin.databases.migration-runs");
const holder = globalThis as { [here]?: Set<string> };

/** The runs that this process is at. */
export function runsHere(): Set<string> {
  holder[here] ??= new Set();
  return holder[here];
}

export interface RunBeginning {
  /** Set by whoever may ask twice for the same one. */
  readonly id?: string;
  readonly target: string;
  readonly options: RunOptions;
  readonly results: readonly DatabaseResult[];
}

/**
 * Begins a run. One whose process died is put down as stopped.
 * @throws EngineError `MigrationRunning`: there is never more than one
 */
export function beginRun(
  { id = newId(), target, options, results }: RunBeginning,
  actor: Actor,
  now: Date,
): Promise<RunLease> {
  return write(engine().master, actor, async (tx) => {
    await stopDead(tx, null, now);
    await tx.insert(migrationRuns).values({
      id,
      state: "running",
      target,
      options: JSON.stringify(options),
      ...aliveHere(now),
      userId: actor.id,
      startedBy: actor.name,
      startedAt: now.getTime(),
    });
    await saveResults(tx, id, results, now.getTime());
    await recordRun(tx, "migration.started", id, { target: [null, target] });
    return { id, target, fence: 1 };
  });
}

/**
 * Takes a run up again under the next fence, so that whoever carried it out before writes nothing more about it.
 * @throws EngineError `MigrationRunning`, `UnknownMigrationRun`
 */
export function takeUpRun(
  runId: string,
  target: string,
  results: readonly DatabaseResult[],
  actor: Actor,
  now: Date,
): Promise<RunLease> {
  return write(engine().master, actor, async (tx) => {
    await stopDead(tx, runId, now);
    const run = await findRun(tx, runId);
    if (isAlive(run, now)) throw running(run);
    const fence = run.fence + 1;
    await tx
      .update(migrationRuns)
      .set({ state: "running", stoppedBecause: null, finishedAt: null, target, fence, ...aliveHere(now) })
      .where(eq(migrationRuns.id, runId));
    await saveResults(tx, runId, results, now.getTime());
    await recordRun(tx, "migration.resumed", runId, { target: [run.target, target] });
    return { id: runId, target, fence };
  });
}

/** @param id the newest when left out. @throws EngineError `UnknownMigrationRun` */
export async function findRun(tx: Pick<MasterTx, "select">, id?: string): Promise<Run> {
  const [run] = await tx
    .select()
    .from(migrationRuns)
    .where(id === undefined ? undefined : eq(migrationRuns.id, id))
    .orderBy(desc(migrationRuns.startedAt), desc(migrationRuns.id))
    .limit(1);
  if (run) return run;
  throw new EngineError("UnknownMigrationRun", "There is no such migration of the fleet to go on with.", {
    run: id ?? null,
  });
}

/** A data folder has one owner, so whoever else was at it has died; on a remote master only time tells. */
export function isAlive({ id, state, aliveUntil }: Run, now: Date): boolean {
  if (state !== "running") return false;
  if (runsHere().has(id)) return true;
  return engine().folder === null && (aliveUntil ?? 0) > now.getTime();
}

async function stopDead(tx: MasterTx, except: string | null, now: Date): Promise<void> {
  const open = await tx.select().from(migrationRuns).where(eq(migrationRuns.state, "running"));
  for (const run of open) {
    if (run.id === except) continue;
    if (isAlive(run, now)) throw running(run);
    await closeRun(tx, run.id, "stopped", { code: "process" }, now);
  }
}

/** What was begun and not finished waits again: the database is as it was, or its ledger says that it is done. */
export async function closeRun(
  tx: MasterTx,
  runId: string,
  state: "done" | "stopped",
  reason: StopReason | null,
  now: Date,
): Promise<void> {
  await tx
    .update(migrationRuns)
    .set({
      state,
      stoppedBecause: reason && keepStopReason(reason),
      finishedAt: now.getTime(),
      runner: null,
      aliveUntil: null,
    })
    .where(eq(migrationRuns.id, runId));
  await tx
    .update(migrationResults)
    .set({ state: "waiting" })
    .where(and(eq(migrationResults.runId, runId), inArray(migrationResults.state, ["running"])));
}

export function recordRun(
  tx: MasterTx,
  action: string,
  id: string,
  changes: Readonly<Record<string, readonly [unknown, unknown]>>,
): Promise<void> {
  return recordAudit(tx, { action, subject: { type: "migration", id }, changes });
}

function aliveHere(now: Date) {
  return { runner: `process ${process.pid}`, aliveUntil: now.getTime() + leaseMs };
}

function running({ id }: Run): EngineError {
  const message = "A migration of the fleet is at work already: wait for its end, or stop it.";
  return new EngineError("MigrationRunning", message, { run: id });
}
