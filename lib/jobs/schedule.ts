import { log } from "@/lib/log";

/** What happens by itself, again and again. When, and on which host, is for the schedule to decide. */
export interface Job {
  readonly name: string;
  /** From the end of one run to the beginning of the next, so that a slow one never meets itself. */
  readonly everyMs: number;
  readonly firstAfterMs: number;
  /** May run again after it failed or died half-way: it must be one that can be repeated. */
  readonly run: (now: Date, signal: AbortSignal) => Promise<unknown>;
}

export interface Schedule {
  /** Begins nothing more, tells what runs to stop, and waits for it at most so long. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

interface Options {
  /** From 0 up to 1. */
  readonly random?: () => number;
  readonly report?: (job: Job, error: unknown) => void;
}

/** Hosts that were started together need not do the same things at the same moment. */
const jitterShare = 0.1;

/** Runs each job in its own rhythm until stopped. One that fails is reported and runs again when it is due. */
export function startSchedule(
  jobs: readonly Job[],
  { random = Math.random, report = logFailure }: Options = {},
): Schedule {
  const stopping = new AbortController();
  const timers = new Map<Job, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const planAfter = (job: Job, ms: number) => {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => begin(job), ms * (1 + jitterShare * random()));
    // A server that has nothing else to do may end.
    timer.unref();
    timers.set(job, timer);
  };
  const begin = (job: Job) => {
    const run = attempt(job, stopping.signal, report).finally(() => {
      running.delete(run);
      planAfter(job, job.everyMs);
    });
    running.add(run);
  };
  for (const job of jobs) planAfter(job, job.firstAfterMs);

  return {
    stop: async (graceMs = 3_000) => {
      stopping.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      let grace: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        grace = setTimeout(resolve, graceMs);
      });
      await Promise.race([Promise.all(running), patience]);
      clearTimeout(grace);
    },
  };
}

async function attempt(
  job: Job,
  signal: AbortSignal,
  report: (job: Job, error: unknown) => void,
): Promise<void> {
  try {
    await job.run(new Date(), signal);
  } catch (error) {
    report(job, error);
  }
}

function logFailure(job: Job, error: unknown): void {
  log().error({ err: error, job: job.name }, "A job failed; it runs again when it is due.");
}
