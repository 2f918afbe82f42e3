import { type DeskOptions, openDesk, type RanJob } from "./desk";
import { within } from "./within";

interface Options extends DeskOptions {
  /** Nothing more is begun then, and what runs is told to stop. */
  readonly signal: AbortSignal;
  readonly parallel?: number;
  readonly onEnd?: (ran: RanJob) => void;
}

export type { RanJob } from "./desk";

const graceMs = 3_000;

/**
 * Does what is due, until nothing is: for hosts where no process runs long, and for the command line. What did not
 * come to its end in time is given back, and goes on when somebody looks again.
 */
export async function runDueJobs({
  signal,
  parallel = 2,
  onEnd,
  ...options
}: Options): Promise<readonly RanJob[]> {
  const desk = openDesk(signal, options);
  const kinds = [...desk.kinds.recurring, ...desk.kinds.asked];
  const running = new Set<Promise<unknown>>();
  const ran: RanJob[] = [];
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
  await desk.ensureRecurring();
  while (!signal.aborted) {
    const begun = running.size < parallel ? await desk.begin(kinds) : null;
    if (begun) {
      const ended = begun.ended.then((one) => {
        running.delete(ended);
        ran.push(one);
        onEnd?.(one);
      });
      running.add(ended);
    } else if (running.size === 0) break;
    else await Promise.race([...running, stopped]);
  }
  await within(graceMs, () => Promise.all(running));
  return ran;
}
