import { eq } from "drizzle-orm";
import { migrationResults, migrationRuns } from "@/drizzle/master/schema/migration-runs";
import { engine } from "../../engine";
import type { Migration } from "../files";
import { type Candidate, readByIds } from "./candidates";
import type { MigrateFleetOptions } from "./migrate-fleet";
import { planRun, type RunPlan } from "./plan-run";
import { type DatabaseResult, registryMismatch, waiting } from "./result";
import type { RunLease } from "./run-journal";
import { beginRun, findRun, takeUpRun } from "./run-lease";
import { type RunOptions, runOptionsSchema } from "./run-options";
import { wavesOf } from "./waves";

/** A database and what is known of it so far. */
export interface Waiting {
  readonly candidate: Candidate;
  readonly result: DatabaseResult;
}

export interface OpenRun {
  readonly lease: RunLease;
  readonly options: RunOptions;
  /** The first of them is the canary alone, unless none is wanted or it is behind us. */
  readonly waves: ReadonlyArray<readonly Waiting[]>;
  readonly hasCanary: boolean;
  /** What needs nothing more in this run. */
  readonly settled: readonly DatabaseResult[];
  readonly current: number;
}

/** Begins a run, or takes one up again; from here on it is this process's. */
export async function openRun(
  { resume, runId, actor, now }: MigrateFleetOptions,
  options: RunOptions,
  migrations: readonly Migration[],
): Promise<OpenRun> {
  const isKnown = runId !== undefined && (await exists(runId));
  if (resume !== undefined || isKnown) {
    return reopen(resume === true ? undefined : (resume ?? runId), migrations, actor, now());
  }
  const plan = await planRun(options, migrations);
  const waves = prepared(wavesOf(plan.behind, options.canary, options.concurrency), plan, 0);
  const settled = [...plan.verified, ...plan.refused];
  const results = [...settled, ...waves.flat().map(({ result }) => result)];
  const beginning = { ...(runId !== undefined && { id: runId }), target: plan.target, options, results };
  const lease = await beginRun(beginning, actor, now());
  return { lease, options, waves, hasCanary: options.canary !== "none", settled, current: plan.current };
}

/** What is behind now, and what the run had not finished: those are looked into even if the registry is content. */
async function reopen(
  runId: string | undefined,
  migrations: readonly Migration[],
  actor: MigrateFleetOptions["actor"],
  now: Date,
): Promise<OpenRun> {
  const run = await findRun(engine().master, runId);
  const options = runOptionsSchema.parse(JSON.parse(run.options));
  const before = await engine()
    .master.select()
    .from(migrationResults)
    .where(eq(migrationResults.runId, run.id));
  const open = before.filter(({ state }) => state !== "done" && state !== "current");
  const also = open.length > 0 ? await readByIds(open.map(({ databaseId }) => databaseId)) : [];
  const plan = await planRun(options, migrations, also);
  // The canary has shown what it had to, unless it is what the run stopped at.
  const hasCanary = options.canary !== "none" && !before.some(({ state }) => state === "done");
  const isStillBehind = (id: string) =>
    plan.behind.some(({ companyId, purpose }) => companyId === id && purpose === "main");
  const canary =
    typeof options.canary === "object" && !isStillBehind(options.canary.companyId)
      ? "random"
      : options.canary;
  const waves = wavesOf(plan.behind, hasCanary ? canary : "none", options.concurrency);
  const first = hasCanary ? 0 : Math.max(0, ...before.map(({ wave }) => wave)) + 1;
  const all = prepared(waves, plan, first);
  // Nothing of what was done before is said again, but for those that this run was still to see to.
  const unsettled = new Set(open.map(({ databaseId }) => databaseId));
  const verified = plan.verified.filter(
    ({ databaseId, error }) => unsettled.has(databaseId) || error !== null,
  );
  const settled = [...verified, ...plan.refused];
  const results = [...settled, ...all.flat().map(({ result }) => result)];
  const lease = await takeUpRun(run.id, plan.target, results, actor, now);
  return { lease, options, waves: all, hasCanary, settled, current: plan.current };
}

function prepared(waves: Candidate[][], { mismatches }: RunPlan, first: number): Waiting[][] {
  return waves.map((wave, number) =>
    wave.map((candidate) => {
      const mismatch = mismatches.get(candidate.databaseId);
      const error = mismatch === undefined ? null : { code: registryMismatch, message: mismatch };
      return { candidate, result: { ...waiting(candidate, first + number), error } };
    }),
  );
}

async function exists(runId: string): Promise<boolean> {
  const found = await engine()
    .master.select({ id: migrationRuns.id })
    .from(migrationRuns)
    .where(eq(migrationRuns.id, runId));
  return found.length > 0;
}
