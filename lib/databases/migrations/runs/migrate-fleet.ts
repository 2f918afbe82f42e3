import { engine } from "../../engine";
import { isEngineError } from "../../errors";
import type { Actor } from "../../handles";
import { write } from "../../write";
import { type Migration, migrationsOf } from "../files";
import { endedRun } from "./ended-run";
import { openRun } from "./open-run";
import type { DatabaseResult } from "./result";
import { leaseMs, RunJournal } from "./run-journal";
import { closeRun, findRun, recordRun, runsHere } from "./run-lease";
import { defaultRunOptions, type RunOptions } from "./run-options";
import { keptStopReason, sayStopReason } from "./stop-reason";
import { WaveRunner } from "./wave-runner";

export interface MigrateFleetOptions extends Partial<RunOptions> {
  readonly actor: Actor;
  readonly now: () => Date;
  /** Goes on with that run, with what it was asked for then; `true` with the newest. */
  readonly resume?: string | true;
  /** The id of the run: asked for a second time, as a job may be, it goes on with it unless somebody has stopped it. */
  readonly runId?: string;
  /** The same for `resume`, which a job may be asked for: not if somebody stopped the run after that, in ms UTC. */
  readonly unlessStoppedSince?: number;
  /** Ends the run after the databases that have begun; it can be resumed. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (result: DatabaseResult, done: number, total: number) => void;
  /** Tests hand in others. */
  readonly migrations?: readonly Migration[];
}

export interface FleetMigration {
  readonly runId: string;
  /** Name of the newest migration. */
  readonly target: string;
  readonly state: "done" | "stopped";
  readonly stoppedBecause: string | null;
  /** Databases that the registry calls current; most of them were not opened. */
  readonly current: number;
  /** Every database that was opened or is still to be, in order of slug. */
  readonly results: readonly DatabaseResult[];
}

/**
 * Brings companies' databases to the newest schema: one first, then in waves. A database that fails stays as it was and
 * the others go on; what happened to each is written down as it happens, so a run that was stopped or died is resumed.
 *
 * @throws EngineError `MigrationRunning` (there is never more than one run), `UnknownMigrationRun`, `NotSupported`
 * (the canary is not behind); nothing was begun then
 */
export async function migrateFleet(options: MigrateFleetOptions): Promise<FleetMigration> {
  const { actor, now, migrations = migrationsOf("tenant"), onProgress = () => {} } = options;
  const over = await endedRun(options);
  if (over) return over;
  const run = await openRun(options, { ...defaultRunOptions, ...asked(options) }, migrations);
  runsHere().add(run.lease.id);
  const journal = new RunJournal(run.lease, actor, now);
  const beat = setInterval(() => void journal.flush().catch(() => {}), leaseMs / 3);
  try {
    const runner = new WaveRunner(run, journal, migrations, actor, options.signal, onProgress);
    const lost = await runner.run().catch((error: unknown) => {
      if (isEngineError(error, "MigrationRunning")) return error;
      throw error;
    });
    await journal.close();
    const { state, stoppedBecause } = lost
      ? await endedByOthers(run.lease.id)
      : await end(run.lease.id, run.lease.fence, runner, options);
    const results = [...run.settled, ...runner.results].sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const { id: runId, target } = run.lease;
    return { runId, target, state, stoppedBecause, current: run.current, results };
  } finally {
    clearInterval(beat);
    runsHere().delete(run.lease.id);
  }
}

/** Only what was given: a missing option is not one that says nothing. */
function asked(options: Partial<RunOptions>): Partial<RunOptions> {
  const names = ["companyIds", "serverId", "canary", "concurrency", "maxFailures", "copies"] as const;
  return Object.fromEntries(
    names.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
  );
}

type End = Pick<FleetMigration, "state" | "stoppedBecause">;

async function end(
  runId: string,
  fence: number,
  { stopReason, results }: WaveRunner,
  { actor, now }: MigrateFleetOptions,
): Promise<End> {
  const state = stopReason === null ? "done" : "stopped";
  const stoppedBecause = stopReason && sayStopReason(stopReason);
  const count = (wanted: DatabaseResult["state"]) => results.filter((each) => each.state === wanted).length;
  const isOurs = await write(engine().master, actor, async (tx) => {
    const run = await findRun(tx, runId);
    if (run.fence !== fence || run.state !== "running") return false;
    await closeRun(tx, runId, state, stopReason, now());
    await recordRun(tx, state === "done" ? "migration.finished" : "migration.stopped", runId, {
      migrated: [null, count("done")],
      failed: [null, count("failed")],
      ...(stoppedBecause !== null && { reason: [null, stoppedBecause] }),
    });
    return true;
  });
  return isOurs ? { state, stoppedBecause } : endedByOthers(runId);
}

async function endedByOthers(runId: string): Promise<End> {
  const { state, stoppedBecause: kept } = await findRun(engine().master, runId);
  if (state === "running") return { state: "stopped", stoppedBecause: sayStopReason({ code: "taken-over" }) };
  const reason = keptStopReason(kept);
  const stoppedBecause = reason && sayStopReason(reason);
  return { state, stoppedBecause };
}
