import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";

export interface LoadResult {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Sends `count` GET requests, `parallel` at a time over kept connections; anything but a 200 ends the run. */
export async function load(
  url: string,
  options: { count: number; parallel: number; cookie: (request: number) => string | undefined },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.parallel });
  const latencies: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  const lane = async () => {
    while (next < options.count) {
      const mine = next++;
      const begun = performance.now();
      await get(url, agent, options.cookie(mine));
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: options.parallel }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  return {
    requestsPerSecond: options.count / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

function get(url: string, agent: Agent, cookie: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: cookie ? { cookie } : {} }, (response) => {
      response.resume();
      response.on("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);
