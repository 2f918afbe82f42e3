import { afterEach, beforeEach, expect, it } from "vitest";
import { migrationRuns } from "@/drizzle/master/schema";
import { engine } from "../../engine";
import { write } from "../../write";
import {
  fleetEngine,
  inDatabase,
  makeCompanies,
  mended,
  migrateTest,
  outcomes,
  registered,
  spoilt,
} from "../fleet.fixture";
import { stopMigrationRun } from "./stop-run";

let started: Awaited<ReturnType<typeof fleetEngine>>;
beforeEach(async () => {
  started = await fleetEngine();
});
afterEach(() => started.dispose());

const run: (options?: Parameters<typeof migrateTest>[1]) => ReturnType<typeof migrateTest> = (options) =>
  migrateTest(started.actor, options);

it("a run that an operator stopped is not gone on with by a job that begins again, only by who asks for it", async () => {
  const id = await makeCompanies("aa", "bb", "cc");
  const runId = "01a1fdbd-ef74-79ef-a3e6-ba49b4c7ab16";
  const stop = () =>
    write(engine().master, started.actor, (tx) => stopMigrationRun(tx, runId, "Lunch.", new Date(5_000)));
  const giving = new AbortController();
  const options = { runId, signal: giving.signal, concurrency: 1, canary: "none" } as const;
  await run({ ...options, onProgress: () => giving.abort() });
  // The host of the job ended: begun again, it goes on.
  const again = new AbortController();
  await inDatabase(id("bb"), spoilt);
  await run({ ...options, signal: again.signal, onProgress: ({ slug }) => slug === "bb" && again.abort() });
  await write(engine().master, started.actor, (tx) =>
    tx.update(migrationRuns).set({ state: "running", finishedAt: null }),
  );
  await stop();
  const left = { runId, state: "stopped", stoppedBecause: "Lunch." };
  const ended = await run({ runId });
  expect(ended).toMatchObject(left);
  expect(outcomes(ended.results)).toEqual({ aa: "done", bb: "failed", cc: "waiting" });
  expect(await run({ resume: runId, unlessStoppedSince: 4_000 })).toMatchObject(left);
  await inDatabase(id("bb"), mended);
  expect(await run({ resume: runId, unlessStoppedSince: 6_000 })).toMatchObject({ state: "done" });
  expect((await registered()).map(({ schema }) => schema)).toEqual(Array(3).fill("9999_next"));
});
