import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { exportDoctors } from "@/lib/company/doctors/export-doctors";
import { parseDoctorFilter } from "@/lib/company/doctors/filter";
import { openTenant, queryApart, verifyChain, writeApart } from "@/lib/databases";
import { makeFleet, operator } from "./fleet";
import { type Asked, said, together, whileAsking } from "./hot-companies";
import { addDoctors, pageOfDoctors, withFilledEngine } from "./strain-fleet";

const ordinaryOnes = 10;
const rows = Number(process.env.BENCH_ROWS ?? 5_000);
const rowsAtOnce = 250;
/** `BENCH_SECONDS=3` tries it for less long. */
const phaseMs = Number(process.env.BENCH_SECONDS ?? 10) * 1_000;
/** Alone and each work in turn, again and again: whatever else the machine does then meets all of them. */
const rounds = 3;

/** What people at ten companies notice of an eleventh that works through thousands of rows. */
export function benchNoisyNeighbour(dataDir: string): Promise<string[]> {
  return withFilledEngine(dataDir, async () => {
    const ids = (await makeFleet(ordinaryOnes + 1, true)).map(({ companyId }) => companyId);
    const [noisy = "", ...ordinary] = ids;
    const importRows = async (each: number) => {
      const db = await openTenant(noisy);
      for (let done = 0; done < rows; done += each)
        await writeApart(db, operator, (tx) => addDoctors(tx, each, new Date()));
    };
    await importRows(rowsAtOnce);
    for (let round = 0; round < 50; round++) for (const id of ordinary) await pageOfDoctors(id);
    const works: Record<string, () => Promise<unknown>> = {
      "does nothing": () => pause(phaseMs),
      [`imports ${rows} rows, ${rowsAtOnce} in each transaction`]: () => importRows(rowsAtOnce),
      [`imports ${rows} rows in one transaction`]: () => importRows(rows),
      [`exports its doctors, ${rows} and more`]: () => readAll(noisy),
      "has its audit verified, an event for each": async () => verifyChain(await openTenant(noisy), null),
      "is asked something long by an operator": () => askLong(noisy),
    };
    const phases = Object.keys(works).map((what) => ({ what, times: 0, asked: [] as Asked[] }));
    for (let round = 0; round < rounds; round++) {
      for (const phase of phases) {
        const asked = await whileAsking(ordinary, async () => {
          const endsAt = performance.now() + phaseMs;
          for (; performance.now() < endsAt; phase.times++) await works[phase.what]?.();
        });
        phase.asked.push(asked);
      }
    }
    const [alone] = phases.map(({ asked }) => together(asked));
    return phases.map(
      ({ what, times, asked }) => `an eleventh ${what} (${times} times): ${said(together(asked), alone)}`,
    );
  });
}

async function readAll(companyId: string): Promise<void> {
  const { batches } = await exportDoctors(await openTenant(companyId), parseDoctorFilter({}), "az");
  for await (const _ of batches);
}

/** Every pair of some thousand doctors, however many the imports left: a second of work for one statement, which nothing can divide. */
function askLong(companyId: string) {
  const statement =
    "WITH some AS MATERIALIZED (SELECT name_sort FROM doctors LIMIT 4000) SELECT count(*) AS n FROM some a, some b WHERE a.name_sort < b.name_sort";
  return queryApart(companyId, statement, { timeoutMs: 60_000, signal: new AbortController().signal });
}
