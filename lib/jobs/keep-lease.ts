import { engineErrorOf, type MasterDb, type MasterTx, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { log } from "@/lib/log";
import type { JobLease } from "@/lib/master/jobs/lease";
import { type JobProgress, renewLease, reportProgress } from "@/lib/master/jobs/renew-lease";
import { systemActor } from "./system-actor";

interface Options {
  readonly leaseMs: number;
  readonly renewMs: number;
  readonly now: () => Date;
  /** Called once, when the job is somebody else's or nobody's. */
  readonly onLost: (reason: unknown) => void;
}

export interface KeptLease {
  readonly progress: (done: number, total: number, text?: string) => void;
  /** Resolves when nothing more is being written. */
  readonly stop: () => Promise<void>;
}

/** How often it is told how far a job got, however often the job says so. */
const progressEveryMs = 1_000;

/** Renews a lease again and again, and carries the job's progress along. */
export function keepLease(
  master: MasterDb,
  lease: JobLease,
  { leaseMs, renewMs, now, onLost }: Options,
): KeptLease {
  let heldUntil = now().getTime() + leaseMs;
  let latest: JobProgress | null = null;
  let telling: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isOver = false;

  const lose = (reason: unknown) => {
    if (isOver) return;
    isOver = true;
    onLost(reason);
  };
  const renew = async () => {
    if (isOver) return;
    const at = now();
    const progress = latest;
    latest = null;
    try {
      await write(master, systemActor, (tx: MasterTx) =>
        progress ? reportProgress(tx, lease, progress, leaseMs, at) : renewLease(tx, lease, leaseMs, at),
      );
      heldUntil = at.getTime() + leaseMs;
    } catch (error) {
      if (isDomainError(error, "leaseLost")) return lose(error);
      latest ??= progress;
      log().warn({ jobId: lease.id, reason: engineErrorOf(error)?.code }, "A lease could not be renewed.");
      // Whoever cannot reach the master may not know that somebody else took over.
      if (now().getTime() >= heldUntil) lose(error);
    }
  };
  const renewNext = () => {
    writing = writing.then(renew);
  };
  const beat = setInterval(renewNext, renewMs).unref();

  return {
    progress: (done, total, text = "") => {
      latest = { done, total, text };
      telling ??= setTimeout(() => {
        telling = null;
        renewNext();
      }, progressEveryMs).unref();
    },
    stop: () => {
      clearInterval(beat);
      if (telling) clearTimeout(telling);
      const rest = writing;
      isOver = true;
      return rest;
    },
  };
}
