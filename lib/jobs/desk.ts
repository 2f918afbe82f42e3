import { hostname } from "node:os";
import { openMaster, write } from "@/lib/databases";
import { hasDueJob } from "@/lib/master/jobs/job-figures";
import { leaseJob } from "@/lib/master/jobs/lease-job";
import type { JobHandler } from "./handler";
import { handlers as knownHandlers } from "./handlers";
import { hostJobs } from "./host-jobs";
import { ensureRecurring, type RecurringJob, recurringHandler, recurringKind } from "./recurring";
import { type JobEnd, type RunOptions, runJob, type Work } from "./run-job";
import { systemActor } from "./system-actor";

export interface DeskOptions extends Partial<Omit<RunOptions, "stopping">> {
  readonly handlers?: Readonly<Record<string, JobHandler>>;
  readonly recurring?: readonly RecurringJob[];
  /** Names the process, for operators. */
  readonly worker?: string;
}

export interface RanJob {
  readonly id: string;
  readonly kind: string;
  readonly end: JobEnd;
}

/** Longer than anything blocks the event loop, and how long a crash delays a job. */
const usualLeaseMs = 60_000;
const usualGraceMs = 30_000;

/** Where a host takes work from, one job at a time. */
export function openDesk(stopping: AbortSignal, options: DeskOptions = {}) {
  const { handlers = knownHandlers, recurring = hostJobs } = options;
  const {
    leaseMs = usualLeaseMs,
    renewMs = leaseMs / 3,
    now = () => new Date(),
    random = Math.random,
    graceMs = usualGraceMs,
  } = options;
  const worker = options.worker ?? `${hostname()}:${process.pid}`;
  const asked = Object.entries(handlers).map(
    ([kind, handler]) => [kind, { handler, everyMs: null }] as const,
  );
  const again = recurring.map(
    (job) => [recurringKind(job), { handler: recurringHandler(job), everyMs: job.everyMs }] as const,
  );
  const works = new Map<string, Work>([...asked, ...again]);

  return {
    /** What was asked for, and what recurs. */
    kinds: { asked: asked.map(([kind]) => kind), recurring: again.map(([kind]) => kind) },
    ensureRecurring: async () => ensureRecurring(await openMaster(), recurring, now()),
    /**
     * Begins the next job of these kinds that is due.
     * @returns null when none is; `ended` never rejects
     */
    begin: async (kinds: readonly string[]): Promise<{ readonly ended: Promise<RanJob> } | null> => {
      const master = await openMaster();
      if (!(await hasDueJob(master, kinds, now()))) return null;
      const lease = await write(master, systemActor, (tx) => leaseJob(tx, { worker, kinds, leaseMs }, now()));
      const work = lease && works.get(lease.kind);
      if (!lease || !work) return null;
      const { id, kind } = lease;
      const run = runJob(master, lease, work, { leaseMs, renewMs, stopping, now, random, graceMs });
      return { ended: run.then((end) => ({ id, kind, end })) };
    },
  };
}

export type Desk = ReturnType<typeof openDesk>;
