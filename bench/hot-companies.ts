import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { quantile } from "./load";
import { figuresOf } from "./process-figures";
import { pageOfDoctors } from "./strain-fleet";

/** Somebody at each company looks at a page so often, on average; when exactly is up to chance. */
const everyMs = 100;

export interface Asked {
  /** Milliseconds of each page's question. */
  readonly times: readonly number[];
  readonly errors: number;
  /** The most of the process, looked at four times a second. */
  readonly residentMb: number;
  readonly descriptors: number;
  /** Longest time for which the event loop let nobody in, in milliseconds. */
  readonly awayMs: number;
}

/** People at these companies look at pages for as long as `work` takes. */
export async function whileAsking(
  companyIds: readonly string[],
  work: () => Promise<unknown>,
): Promise<Asked> {
  const times: number[] = [];
  let [isOver, errors, residentMb, descriptors] = [false, 0, 0, 0];
  const sampler = setInterval(() => {
    const figures = figuresOf(process.pid);
    residentMb = Math.max(residentMb, figures.residentMb);
    descriptors = Math.max(descriptors, figures.descriptors);
  }, 250);
  const visit = async (companyId: string) => {
    while (!isOver) {
      await pause(-Math.log(1 - Math.random()) * everyMs);
      const startedAt = performance.now();
      await pageOfDoctors(companyId).catch(() => errors++);
      times.push(performance.now() - startedAt);
    }
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const visiting = Promise.all(companyIds.map(visit));
  await work();
  delay.disable();
  isOver = true;
  await visiting;
  clearInterval(sampler);
  return { times, errors, residentMb, descriptors, awayMs: delay.max / 1e6 };
}

/** What was asked in several phases, as one. */
export function together(phases: readonly Asked[]): Asked {
  const most = (of: (phase: Asked) => number) => Math.max(...phases.map(of));
  return {
    times: phases.flatMap(({ times }) => times),
    errors: phases.reduce((sum, { errors }) => sum + errors, 0),
    residentMb: most(({ residentMb }) => residentMb),
    descriptors: most(({ descriptors }) => descriptors),
    awayMs: most(({ awayMs }) => awayMs),
  };
}

export function said({ times, errors, awayMs }: Asked, alone?: Asked): string {
  const p99 = quantile(times, 0.99);
  const ratio = alone ? ` (${(p99 / quantile(alone.times, 0.99)).toFixed(2)} × alone)` : "";
  return (
    `${times.length} pages, p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms${ratio}, ` +
    `${errors} errors, event loop away ${awayMs.toFixed(0)} ms at most`
  );
}
