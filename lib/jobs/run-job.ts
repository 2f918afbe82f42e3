import { ZodError } from "zod";
import { engineErrorOf, type MasterDb, type MasterTx, messageWithoutData, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { log } from "@/lib/log";
import { failJob } from "@/lib/master/jobs/fail-job";
import { finishJob, releaseJob, repeatJob } from "@/lib/master/jobs/finish-job";
import type { JobLease } from "@/lib/master/jobs/lease";
import { requesterOf } from "@/lib/master/jobs/requester";
import { type JobContext, type JobHandler, usualLongestMs } from "./handler";
import { hangGuard } from "./hang-guard";
import { keepLease } from "./keep-lease";
import { systemActor } from "./system-actor";

/** How one kind of job is done here. */
export interface Work {
  readonly handler: JobHandler;
  /** What recurs is due again so long after it was done; null for what was asked for. */
  readonly everyMs: number | null;
}

/** `released`: the host ended first. `lost`: it was cancelled, or somebody else has it. */
export type JobEnd = "done" | "failed" | "dead" | "released" | "lost";

export interface RunOptions {
  readonly leaseMs: number;
  /** A lease is renewed so often. */
  readonly renewMs: number;
  /** Aborted when the host ends. */
  readonly stopping: AbortSignal;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** What is told to stop because it hangs has so long to do so before nobody waits for it any more. */
  readonly graceMs: number;
}

/** Hosts that were started together need not do the same things at the same moment. */
const jitterShare = 0.1;

/**
 * Does what a lease is for, and says in the master what came of it. Never rejects: what cannot be said there is logged,
 * and the job begins again once the lease has run out.
 */
export async function runJob(
  master: MasterDb,
  lease: JobLease,
  work: Work,
  options: RunOptions,
): Promise<JobEnd> {
  const about = { jobId: lease.id, job: lease.kind, attempt: lease.attempts };
  try {
    const { end, error } = await attempt(master, lease, work, options);
    if (end === "dead") log().error({ ...about, err: error }, "A job failed for good; somebody has to look.");
    if (end === "failed")
      log().error({ ...about, err: error }, "A job failed; it runs again when it is due.");
    if (end === "lost") log().warn(about, "A job was cancelled or taken over while it ran.");
    return end;
  } catch (error) {
    if (isDomainError(error, "leaseLost")) return "lost";
    log().error({ ...about, err: error }, "What came of a job could not be kept; it will be done again.");
    return "lost";
  }
}

async function attempt(
  master: MasterDb,
  lease: JobLease,
  { handler, everyMs }: Work,
  { leaseMs, renewMs, stopping, now, random, graceMs }: RunOptions,
): Promise<{ end: JobEnd; error?: unknown }> {
  const change = <T>(what: (tx: MasterTx) => Promise<T>) => write(master, systemActor, what);
  const lost = new AbortController();
  const kept = keepLease(master, lease, { leaseMs, renewMs, now, onLost: (reason) => lost.abort(reason) });
  const guard = hangGuard(handler.longestMs ?? usualLongestMs, graceMs);
  const signal = AbortSignal.any([stopping, lost.signal, guard.signal]);
  let result: unknown;
  let failure: { error: unknown } | null = null;
  try {
    const actor = (await requesterOf(master, lease.requestedById)) ?? systemActor;
    if (!signal.aborted) {
      const progress: JobContext["progress"] = (...report) => {
        guard.alive();
        kept.progress(...report);
      };
      const context = { actor, now, signal, progress, lease };
      result = await guard.bounded(() => handler.run(lease.input, context));
    }
  } catch (error) {
    failure = { error };
  }
  // It may have stopped half-way without a word.
  if (guard.signal.aborted) failure = { error: guard.signal.reason };
  await kept.stop();
  if (lost.signal.aborted || isDomainError(failure?.error, "leaseLost")) return { end: "lost" };
  // Whether it came to its end or stopped half-way nobody can tell; begun again it does what is left.
  if (stopping.aborted) {
    await change((tx) => releaseJob(tx, lease, now()));
    return { end: "released" };
  }
  if (failure) {
    const { error } = failure;
    const isFinal = everyMs === null && isLasting(error);
    const longest = everyMs === null ? {} : { longestPauseMs: everyMs };
    const became = await change((tx) =>
      failJob(tx, lease, { error: reasonOf(error), isFinal, random, ...longest }, now()),
    );
    return { end: became === "dead" ? "dead" : "failed", error };
  }
  await change((tx) =>
    everyMs === null
      ? finishJob(tx, lease, result, now())
      : repeatJob(tx, lease, result, now().getTime() + Math.round(everyMs * (1 + jitterShare * random()))),
  );
  return { end: "done" };
}

/** A rule refuses it, its input is not what the kind asks for, or a person has to look before it is tried again. */
function isLasting(error: unknown): boolean {
  const refused = engineErrorOf(error);
  return isDomainError(error) || error instanceof ZodError || refused?.code === "LaterGeneration";
}

/** One line for operators. The query builder appends people's data to its messages, so those stay out. */
function reasonOf(error: unknown): string {
  const refused = engineErrorOf(error);
  if (refused) return `${refused.code}: ${refused.message}`;
  if (error instanceof ZodError) {
    return `The input does not fit: ${error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`;
  }
  if (isDomainError(error)) return error.message;
  const message = messageWithoutData(error);
  return error instanceof Error ? `${error.name}: ${message}` : message;
}
