import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { enqueueJob, type JobRequest } from "@/lib/master/jobs/enqueue-job";
import { testEngine } from "@/lib/testing/engine";
import type { DeskOptions } from "./desk";
import { defineHandler, type JobHandler } from "./handler";
import { startWorker, type Worker } from "./worker";

let started: Awaited<ReturnType<typeof testEngine>>;
let worker: Worker | null = null;
beforeEach(async () => {
  started = await testEngine();
});
afterEach(async () => {
  await worker?.stop();
  await started.dispose();
});

/** However busy the machine is. */
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 10 });
const rows = () => started.engine.master.select().from(jobs);
const enqueue = (request: Partial<JobRequest> = {}) =>
  write(started.engine.master, started.actor, (tx) =>
    enqueueJob(tx, { kind: "test.work", input: {}, ...request }, new Date()),
  );
function work(options: DeskOptions & { parallel?: number }): void {
  worker = startWorker({ pollMs: 5, firstAfterMs: 0, recurring: [], ...options });
}

it("tells a job that hangs to stop, frees its place, and has it tried again until it is a dead letter", async () => {
  const { id } = await enqueue({ maxAttempts: 2 });
  const other = await enqueue({ kind: "test.other" });
  const signals: AbortSignal[] = [];
  const hanging: JobHandler = {
    longestMs: 20,
    run: (_, { signal }) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  };
  let clock = Date.now();
  const now = () => new Date(clock);
  const handlers = {
    "test.work": hanging,
    "test.other": defineHandler(z.looseObject({}), async () => "done"),
  };
  work({ parallel: 1, graceMs: 5, now, handlers });
  const state = async (of: string) => (await rows()).find((row) => row.id === of);
  await eventually(async () => expect((await state(other.id))?.state).toBe("done"));
  expect(signals[0]?.aborted).toBe(true);
  expect(await state(id)).toMatchObject({
    state: "waiting",
    leasedBy: null,
    lastError: expect.stringMatching(/^JobHung: It did not say how far it got for 20 ms/),
  });
  clock += 3_600_000;
  await eventually(async () => expect(await state(id)).toMatchObject({ state: "dead", attempts: 2 }));
});

it("lets a job take as long as it likes that says how far it gets", async () => {
  await enqueue();
  const told: number[] = [];
  const run: JobHandler["run"] = async (_, { progress }) => {
    for (let step = 1; step <= 8; step++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      progress(step, 8);
      told.push(step);
    }
  };
  work({ handlers: { "test.work": { longestMs: 300, run } } });
  await eventually(async () => expect((await rows())[0]).toMatchObject({ state: "done", attempts: 1 }));
  expect(told).toHaveLength(8);
});
