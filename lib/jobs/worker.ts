import { log } from "@/lib/log";
import { type DeskOptions, openDesk } from "./desk";
import { within } from "./within";

export interface Worker {
  /** Begins nothing more, tells what runs to stop, and waits for it at most so long. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

interface Options extends DeskOptions {
  /** How often it is looked whether something is due. */
  readonly pollMs?: number;
  /** The start is over by then. */
  readonly firstAfterMs?: number;
  /** Jobs that were asked for and run at the same time: so many for companies, and so many of the fleet. */
  readonly parallel?: number;
}

const ensureEveryMs = 60_000;
const longestPauseMs = 60_000;

/** Does on this host what is due, until stopped. Any number of hosts may: the leases keep them apart. */
export function startWorker({
  pollMs = 1_000,
  firstAfterMs = 5_000,
  parallel = 2,
  ...options
}: Options = {}): Worker {
  const stopping = new AbortController();
  const desk = openDesk(stopping.signal, options);
  const isOfFleet = (kind: string) => kind.startsWith("fleet.");
  const lanes = [
    // What a company waits for never waits behind what operators let loose on a thousand databases.
    {
      kinds: desk.kinds.asked.filter((kind) => !isOfFleet(kind)),
      parallel,
      running: new Set<Promise<unknown>>(),
    },
    { kinds: desk.kinds.asked.filter(isOfFleet), parallel, running: new Set<Promise<unknown>>() },
    // What recurs never waits behind somebody's long job, nor behind another: there is one row of each.
    {
      kinds: desk.kinds.recurring,
      parallel: desk.kinds.recurring.length,
      running: new Set<Promise<unknown>>(),
    },
  ];
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let ensuredAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  /** A job ended meanwhile, maybe after its place had been found taken. */
  let again = false;

  const lookAfter = (ms: number) => {
    clearTimeout(timer);
    if (stopping.signal.aborted) return;
    // A server that has nothing else to do may end.
    timer = setTimeout(() => {
      again = false;
      looking = look().finally(() => {
        looking = null;
        lookAfter(again ? 0 : Math.min(longestPauseMs, pollMs * 2 ** failures));
      });
    }, ms).unref();
  };
  const fill = async ({ kinds, parallel, running }: (typeof lanes)[number]) => {
    while (running.size < parallel && !stopping.signal.aborted) {
      const begun = await desk.begin(kinds);
      if (!begun) return;
      const ended = begun.ended.finally(() => {
        running.delete(ended);
        again = true;
        if (!looking) lookAfter(0);
      });
      running.add(ended);
    }
  };
  const look = async () => {
    try {
      if (performance.now() - ensuredAt >= ensureEveryMs) {
        await desk.ensureRecurring();
        ensuredAt = performance.now();
      }
      for (const lane of lanes) await fill(lane);
      failures = 0;
    } catch (error) {
      // Of a master that is away for an hour one line is enough.
      if (failures === 0) log().warn({ err: error }, "It could not be looked whether jobs are due.");
      failures = Math.min(failures + 1, 16);
    }
  };
  lookAfter(firstAfterMs);

  return {
    stop: async (graceMs = 3_000) => {
      stopping.abort();
      clearTimeout(timer);
      await within(graceMs, async () => {
        await looking;
        await Promise.all(lanes.flatMap(({ running }) => [...running]));
      });
    },
  };
}
