import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { jobs } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { cancelJob } from "@/lib/master/jobs/cancel-job";
import { enqueueJob, type JobRequest } from "@/lib/master/jobs/enqueue-job";
import { findJob } from "@/lib/master/jobs/list/list-jobs";
import { testEngine } from "@/lib/testing/engine";
import { addTestMember } from "@/lib/testing/people";
import type { DeskOptions } from "./desk";
import { defineHandler, type JobContext } from "./handler";
import type { RecurringJob } from "./recurring";
import { runDueJobs } from "./run-due-jobs";
import { startWorker, type Worker } from "./worker";

let started: Awaited<ReturnType<typeof testEngine>>;
const workers: Worker[] = [];
beforeAll(async () => {
  started = await testEngine();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await change((tx) => tx.delete(jobs));
});
afterAll(() => started.dispose());

/** However busy the machine is. */
const eventually = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 10 });

const anything = z.looseObject({});
type Run = (input: object, context: JobContext) => Promise<unknown>;
const kind = (run: Run) => ({ "test.work": defineHandler(anything, run) });
const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(started.engine.master, started.actor, work);
const enqueue = (request: Partial<JobRequest> = {}) =>
  write(started.engine.master, started.actor, (tx) =>
    enqueueJob(tx, { kind: "test.work", input: {}, ...request }, new Date()),
  );
const rows = () => started.engine.master.select().from(jobs);

function work(options: DeskOptions & { parallel?: number }): Worker {
  const worker = startWorker({ pollMs: 5, firstAfterMs: 0, recurring: [], ...options });
  workers.push(worker);
  return worker;
}

/** Work that ends when the test says so, or when it is told to stop. */
function heldWork() {
  const begun: JobContext[] = [];
  let end = () => {};
  const run: Run = (_, context) => {
    begun.push(context);
    return new Promise<void>((resolve, reject) => {
      end = resolve;
      context.signal.addEventListener("abort", () => reject(context.signal.reason));
    });
  };
  return { begun, run, end: () => end() };
}

describe("a worker", () => {
  it("does what was asked for as who asked, and keeps what came out and how far it got", async () => {
    const { userId } = await addTestMember(started.engine.master, new Date());
    const { id } = await enqueue({ input: { companies: 3 }, requestedById: userId });
    let by: string | null = null;
    work({
      handlers: kind(async (input, { actor, progress }) => {
        by = actor.id;
        progress(1, 3, "city-hospital");
        return { seen: input };
      }),
    });
    await eventually(async () => {
      expect(await findJob(started.engine.master, id)).toMatchObject({
        state: "done",
        result: { seen: { companies: 3 } },
        attempts: 1,
      });
    });
    expect(by).toBe(userId);
  });

  it("does so many at once and no more", async () => {
    for (let each = 0; each < 5; each++) await enqueue();
    let running = 0;
    let most = 0;
    work({
      parallel: 2,
      handlers: kind(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 10));
        running--;
      }),
    });
    await eventually(async () => expect((await rows()).every(({ state }) => state === "done")).toBe(true));
    expect(most).toBe(2);
  });

  it("does what companies ask for however long the fleet's jobs take", async () => {
    for (const each of ["fleet.migrate", "fleet.back-up"]) await enqueue({ kind: each });
    const { begun, run } = heldWork();
    const long = defineHandler(anything, run);
    const handlers = { "fleet.migrate": long, "fleet.back-up": long, ...kind(async () => null) };
    work({ parallel: 2, handlers });
    await eventually(() => expect(begun).toHaveLength(2));
    const { id } = await enqueue();
    await eventually(async () =>
      expect(await findJob(started.engine.master, id)).toMatchObject({ state: "done" }),
    );
  });

  it("begins again later what failed, without what the query builder tells of people", async () => {
    const { id } = await enqueue();
    work({
      random: () => 1,
      handlers: kind(async () => {
        throw new Error("Failed query: select 1\nparams: aysel@example.com");
      }),
    });
    await eventually(async () => {
      const job = await findJob(started.engine.master, id);
      expect(job).toMatchObject({ state: "waiting", lastError: "Error: Failed query: select 1" });
      expect(job?.dueAt).toBeGreaterThan(Date.now() + 10_000);
    });
  });

  it("gives up at once what a rule refuses and what makes no sense", async () => {
    const refused = await enqueue();
    const senseless = await enqueue({ kind: "test.strict", input: { days: "many" } });
    work({
      handlers: {
        ...kind(async () => {
          throw new NotFound("company");
        }),
        "test.strict": defineHandler(z.object({ days: z.number() }), async () => null),
      },
    });
    await eventually(async () => {
      expect(await rows()).toMatchObject([
        { id: refused.id, state: "dead", attempts: 1 },
        { id: senseless.id, state: "dead", lastError: expect.stringContaining("days") },
      ]);
    });
  });

  it("tells a job that it was cancelled while it runs", async () => {
    const { id } = await enqueue();
    const { begun, run } = heldWork();
    work({ renewMs: 10, handlers: kind(run) });
    await eventually(() => expect(begun).toHaveLength(1));
    await change((tx) => cancelJob(tx, id, new Date()));
    await eventually(() => expect(begun[0]?.signal.aborted).toBe(true));
    expect((await rows())[0]?.state).toBe("cancelled");
  });

  it("keeps a job that is alive for longer than a lease", async () => {
    await enqueue();
    // It is due by this clock, which stands still.
    let clock = Date.now();
    const { begun, run, end } = heldWork();
    const host = { leaseMs: 60_000, renewMs: 5, now: () => new Date(clock), handlers: kind(run) };
    work(host);
    work(host);
    await eventually(() => expect(begun).toHaveLength(1));
    for (let minute = 0; minute < 3; minute++) {
      clock += 50_000;
      await eventually(async () => expect((await rows())[0]?.leasedUntil).toBe(clock + 60_000));
    }
    end();
    await eventually(async () => expect((await rows())[0]).toMatchObject({ state: "done", fence: 1 }));
  });

  it("told to end begins nothing more, stops what runs and gives it back as not attempted", async () => {
    await enqueue();
    await enqueue();
    const { begun, run } = heldWork();
    const worker = work({ parallel: 1, handlers: kind(run) });
    await eventually(() => expect(begun).toHaveLength(1));
    await worker.stop();
    expect(begun[0]?.signal.aborted).toBe(true);
    expect(await rows()).toMatchObject([
      { state: "waiting", attempts: 0, leasedBy: null },
      { state: "waiting", attempts: 0 },
    ]);
    expect(begun).toHaveLength(1);
  });

  it("does not wait for ever for a job that does not listen", async () => {
    await enqueue();
    let end = () => {};
    const deaf = new Promise<void>((resolve) => {
      end = resolve;
    });
    let begun = false;
    const worker = work({
      handlers: kind(() => {
        begun = true;
        return deaf;
      }),
    });
    await eventually(() => expect(begun).toBe(true));
    await worker.stop(10);
    expect((await rows())[0]?.state).toBe("running");
    end();
    await worker.stop();
  });

  it("keeps no process alive", () => {
    const timers = vi.spyOn(globalThis, "setTimeout");
    work({ handlers: {} });
    const timer = timers.mock.results[0]?.value as NodeJS.Timeout;
    timers.mockRestore();
    expect(timer.hasRef()).toBe(false);
  });
});

describe("what recurs", () => {
  const recurring = (run: RecurringJob["run"]): RecurringJob[] => [
    { name: "test", everyMs: 60_000, firstAfterMs: 0, run },
  ];

  it("is done by one of two hosts, and due again in its rhythm as the same row", async () => {
    let runs = 0;
    const both = recurring(async () => void runs++);
    for (const worker of ["one", "two"]) work({ worker, handlers: {}, recurring: both, random: () => 0 });
    await eventually(async () => {
      const [row, ...others] = await rows();
      expect(others).toEqual([]);
      expect(row).toMatchObject({ kind: "recurring.test", state: "waiting", attempts: 0, fence: 1 });
      expect(row?.dueAt).toBeGreaterThan(Date.now() + 50_000);
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(runs).toBe(1);
  });

  it("is never given up: what fails is due again no later than usual, and says why", async () => {
    const failing = recurring(async () => {
      throw new NotFound("company");
    });
    work({ handlers: {}, recurring: failing });
    await eventually(async () => {
      const [row] = await rows();
      expect(row).toMatchObject({ state: "waiting", attempts: 1, lastError: expect.any(String) });
      expect(row?.dueAt).toBeLessThanOrEqual(Date.now() + 60_000);
    });
  });

  it("that is called off comes back by itself", async () => {
    const jobsOf = recurring(async () => {});
    const now = () => new Date();
    const run = () =>
      runDueJobs({ handlers: {}, recurring: jobsOf, now, signal: new AbortController().signal });
    await run();
    const [row] = await rows();
    await change((tx) => cancelJob(tx, row?.id ?? "", new Date()));
    expect(await run()).toMatchObject([{ kind: "recurring.test", end: "done" }]);
  });
});

describe("running what is due once", () => {
  it("ends when nothing is due any more", async () => {
    for (let each = 0; each < 3; each++) await enqueue();
    await enqueue({ dueAt: Date.now() + 60_000 });
    const ran = await runDueJobs({
      signal: new AbortController().signal,
      recurring: [],
      handlers: kind(async () => null),
    });
    expect(ran.map(({ end }) => end)).toEqual(["done", "done", "done"]);
    expect((await rows()).map(({ state }) => state).sort()).toEqual(["done", "done", "done", "waiting"]);
  });

  it("gives back what does not come to its end in time", async () => {
    await enqueue();
    const { begun, run } = heldWork();
    const time = new AbortController();
    const running = runDueJobs({ signal: time.signal, recurring: [], handlers: kind(run) });
    await eventually(() => expect(begun).toHaveLength(1));
    time.abort();
    expect(await running).toMatchObject([{ end: "released" }]);
    expect(await rows()).toMatchObject([{ state: "waiting", attempts: 0 }]);
  });
});
