import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { engineFigures } from "@/lib/databases/engine-figures";
import { makeFleet } from "./fleet";
import { said, whileAsking } from "./hot-companies";
import { quantile } from "./load";
import { pageOfDoctors, withFilledEngine } from "./strain-fleet";

/** `BENCH_COMPANIES=100` tries it with fewer. */
const companies = Number(process.env.BENCH_COMPANIES ?? 2_000);
const hotOnes = 10;
/** Another company comes by so often. */
const passMs = 50;

/**
 * Ten companies are worked in while 2,000 others come by in turn, each of which finds its database closed. Engine and
 * product query, without HTTP and rendering, so that what one company costs another is not hidden behind them.
 */
export function benchStrainCompanies(dataDir: string): Promise<string[]> {
  return withFilledEngine(dataDir, async () => {
    const ids = (await makeFleet(hotOnes + companies, true)).map(({ companyId }) => companyId);
    const [hot, others] = [ids.slice(0, hotOnes), ids.slice(hotOnes)];
    const open = others.slice(0, hotOnes);
    for (let round = 0; round < 50; round++) for (const id of [...hot, ...open]) await pageOfDoctors(id);
    const turns = Math.min(companies, 600);
    const alone = await whileAsking(hot, () => pause(turns * passMs));
    // The same load by companies that stay open: what is left then is what opening and closing costs.
    const control = await whileAsking(hot, () =>
      passBy(Array.from({ length: turns }, (_, turn) => open[turn % open.length] ?? "")),
    );
    let passing: Passing = { times: [], errors: 0 };
    const among = await whileAsking(hot, async () => {
      passing = await passBy(others);
    });
    const cache = engineFigures()?.cache;
    return [
      `ten companies alone: ${said(alone)}`,
      `  while ten others that stay open ask 20 times a second: ${said(control, alone)}`,
      `  while ${companies} others come by, 20 a second: ${said(among, alone)}`,
      `the ${companies}: p50 ${quantile(passing.times, 0.5).toFixed(2)} ms, p99 ${quantile(passing.times, 0.99).toFixed(2)} ms, ${passing.errors} errors`,
      `at most ${among.descriptors} descriptors and ${among.residentMb.toFixed(0)} MB RSS (alone ${alone.descriptors} and ${alone.residentMb.toFixed(0)}); ` +
        `${cache?.open} databases open at the end, ${cache?.evictions} closed for others`,
    ];
  });
}

interface Passing {
  readonly times: readonly number[];
  readonly errors: number;
}

async function passBy(companyIds: readonly string[]): Promise<Passing> {
  const times: number[] = [];
  let errors = 0;
  let dueAt = performance.now();
  for (const companyId of companyIds) {
    dueAt += passMs;
    const startedAt = performance.now();
    await pageOfDoctors(companyId).catch(() => errors++);
    times.push(performance.now() - startedAt);
    await pause(Math.max(0, dueAt - performance.now()));
  }
  return { times, errors };
}
