import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, jobs } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { cancelJob } from "./cancel-job";
import { enqueueJob, type JobRequest } from "./enqueue-job";
import { failJob, pauseAfter } from "./fail-job";
import { finishJob, releaseJob, repeatJob } from "./finish-job";
import { forgetJobs } from "./forget-jobs";
import { jobFigures } from "./job-figures";
import { type JobLease, requireLease } from "./lease";
import { leaseJob } from "./lease-job";
import { parseJobFilter } from "./list/filter";
import { findJob, jobKinds, listJobs } from "./list/list-jobs";
import { renewLease, reportProgress } from "./renew-lease";
import { retryDeadJob } from "./retry-job";

const start = new Date("2026-11-21T09:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const leaseMs = 60_000;
const random = () => 1;
const lost = expect.objectContaining({ code: "leaseLost" });

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

const change = <T>(work: (tx: MasterTx) => Promise<T>) => write(master.db, master.actor, work);
const enqueue = (request: Partial<JobRequest> = {}, now = start) =>
  change((tx) => enqueueJob(tx, { kind: "test.work", input: { a: 1 }, ...request }, now));
const lease = (now: Date, worker = "one", kinds = ["test.work"]) =>
  change((tx) => leaseJob(tx, { worker, kinds, leaseMs }, now));

async function leased(now: Date, worker?: string): Promise<JobLease> {
  const taken = await lease(now, worker);
  if (!taken) throw new Error("Nothing was due.");
  return taken;
}

async function only() {
  const [row] = await master.db.select().from(jobs);
  if (!row) throw new Error("There is no job.");
  return row;
}

describe("asking for a job", () => {
  it("twice under one key gives one job while it is open, and another once it is done", async () => {
    const first = await enqueue({ uniqueKey: "test.work 1" });
    expect(await enqueue({ uniqueKey: "test.work 1" })).toEqual({ id: first.id, isNew: false });
    const taken = await leased(start);
    expect(await enqueue({ uniqueKey: "test.work 1" })).toEqual({ id: first.id, isNew: false });
    await change((tx) => finishJob(tx, taken, { b: 2 }, start));
    expect((await enqueue({ uniqueKey: "test.work 1" })).isNew).toBe(true);
    expect(await master.db.$count(jobs)).toBe(2);
  });

  it("without a key never finds another in its way", async () => {
    await enqueue();
    await enqueue();
    expect(await master.db.$count(jobs)).toBe(2);
  });

  it("goes with the change it belongs to: neither happens without the other", async () => {
    const failing = change(async (tx) => {
      await enqueueJob(tx, { kind: "test.work", input: {} }, start);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await master.db.$count(jobs)).toBe(0);
  });
});

describe("a lease", () => {
  it("goes to one worker only, the longest due first, and never to who does not know the kind", async () => {
    const late = await enqueue({ dueAt: later(-10).getTime() });
    const fresh = await enqueue();
    expect(await lease(start, "old", ["other.work"])).toBeNull();
    expect(await leased(start)).toMatchObject({ id: late.id, input: { a: 1 }, fence: 1, attempts: 1 });
    expect(await leased(start, "two")).toMatchObject({ id: fresh.id });
    expect(await lease(start, "three")).toBeNull();
  });

  it("is not given before the job is due", async () => {
    await enqueue({ dueAt: later(1).getTime() });
    expect(await lease(start)).toBeNull();
    expect(await lease(later(1))).not.toBeNull();
  });

  it("that ran out goes to another, and the first one's writes are refused from then on", async () => {
    await enqueue();
    const stale = await leased(start);
    expect(await lease(later(59), "two")).toBeNull();
    const taken = await leased(later(60), "two");
    expect(taken).toMatchObject({ fence: 2, attempts: 2 });
    const progress = { done: 1, total: 2, text: "half" };
    const writes: Array<(tx: MasterTx) => Promise<unknown>> = [
      (tx) => requireLease(tx, stale),
      (tx) => renewLease(tx, stale, leaseMs, later(61)),
      (tx) => reportProgress(tx, stale, progress, leaseMs, later(61)),
      (tx) => finishJob(tx, stale, "stale", later(61)),
      (tx) => repeatJob(tx, stale, "stale", 0),
      (tx) => releaseJob(tx, stale, later(61)),
      (tx) => failJob(tx, stale, { error: "stale", random }, later(61)),
    ];
    for (const each of writes) await expect(change(each)).rejects.toEqual(lost);
    expect(await only()).toMatchObject({ state: "running", leasedBy: "two", result: null, lastError: null });
    await change((tx) => finishJob(tx, taken, "fresh", later(62)));
    expect(await only()).toMatchObject({ state: "done", result: '"fresh"' });
  });

  it("lasts as long as it is renewed, by saying so or by saying how far it got", async () => {
    await enqueue();
    const taken = await leased(start);
    await change((tx) => renewLease(tx, taken, leaseMs, later(50)));
    expect(await lease(later(100), "two")).toBeNull();
    const progress = { done: 1, total: 2, text: "half" };
    await change((tx) => reportProgress(tx, taken, progress, leaseMs, later(100)));
    expect(await lease(later(150), "two")).toBeNull();
    expect((await findJob(master.db, taken.id))?.progress).toEqual(progress);
  });

  it("given back is no failed attempt", async () => {
    await enqueue();
    const taken = await leased(start);
    await change((tx) => releaseJob(tx, taken, later(1)));
    expect(await leased(later(1), "two")).toMatchObject({ fence: 2, attempts: 1 });
  });
});

describe("a job that fails", () => {
  it("is tried again after pauses that double, and is a dead letter in the end", async () => {
    await enqueue({ maxAttempts: 3 });
    const pauses: number[] = [];
    let now = start;
    for (let attempt = 1; attempt <= 3; attempt++) {
      const taken = await leased(now);
      const became = await change((tx) => failJob(tx, taken, { error: `try ${attempt}`, random }, now));
      expect(became).toBe(attempt < 3 ? "waiting" : "dead");
      const { dueAt } = await only();
      pauses.push((dueAt - now.getTime()) / 1_000);
      now = new Date(dueAt);
    }
    expect(pauses.slice(0, 2)).toEqual([15, 30]);
    expect(await only()).toMatchObject({ state: "dead", lastError: "try 3", leasedBy: null });
    expect(await lease(later(1_000_000))).toBeNull();
  });

  it("for good is dead at once", async () => {
    await enqueue();
    const taken = await leased(start);
    await change((tx) => failJob(tx, taken, { error: "no such company", isFinal: true, random }, start));
    expect((await only()).state).toBe("dead");
  });

  it("pauses between half and all of it, and never longer than it may", () => {
    expect([pauseAfter(1, 3_600_000, 0), pauseAfter(1, 3_600_000, 1)]).toEqual([7_500, 15_000]);
    expect(pauseAfter(1_000, 3_600_000, 1)).toBe(3_600_000);
    expect(pauseAfter(4, 20_000, 1)).toBe(20_000);
  });

  it("by killing its process each time is a dead letter too", async () => {
    await enqueue({ maxAttempts: 2 });
    await leased(start);
    await leased(later(60));
    expect(await lease(later(120))).toBeNull();
    expect(await only()).toMatchObject({ state: "dead", attempts: 2, lastError: expect.any(String) });
  });
});

describe("what operators do", () => {
  it("a dead job is tried again as often as at first, and the audit says who did it", async () => {
    const { id } = await enqueue({ maxAttempts: 1 });
    const taken = await leased(start);
    await change((tx) => failJob(tx, taken, { error: "no disk", random }, start));
    await change((tx) => retryDeadJob(tx, id, later(5)));
    expect(await leased(later(5))).toMatchObject({ id, attempts: 1, fence: 2 });
    expect(await master.db.select().from(auditEvents)).toMatchObject([
      { action: "job.retried", subjectId: id, actorName: "Test" },
    ]);
  });

  it("nothing is tried again beside the same work that is open, while it runs, or once it is done", async () => {
    const { id } = await enqueue({ uniqueKey: "k", maxAttempts: 1 });
    const first = await leased(start);
    const retry = () => change((tx) => retryDeadJob(tx, id, start));
    await expect(retry()).rejects.toMatchObject({ code: "jobEdge" });
    await change((tx) => failJob(tx, first, { error: "no", random }, start));
    const again = await enqueue({ uniqueKey: "k" });
    await expect(retry()).rejects.toMatchObject({ code: "jobOpen" });
    await change((tx) => cancelJob(tx, again.id, start));
    await retry();
    const taken = await leased(start);
    await change((tx) => finishJob(tx, taken, null, start));
    await expect(retry()).rejects.toMatchObject({ code: "jobEdge" });
    await expect(change((tx) => retryDeadJob(tx, "none", start))).rejects.toMatchObject({ code: "notFound" });
  });

  it("a job that is called off while it runs belongs to its worker no more", async () => {
    const { id } = await enqueue();
    const taken = await leased(start);
    await change((tx) => cancelJob(tx, id, later(1)));
    await expect(change((tx) => renewLease(tx, taken, leaseMs, later(2)))).rejects.toEqual(lost);
    expect(await only()).toMatchObject({ state: "cancelled", finishedAt: later(1).getTime() });
    await change((tx) => cancelJob(tx, id, later(3)));
    expect(await master.db.$count(auditEvents)).toBe(1);
  });

  it("a job that was called off while it ran is not begun again beside a worker that has not noticed", async () => {
    const { id } = await enqueue();
    await leased(start);
    await change((tx) => cancelJob(tx, id, later(1)));
    await change((tx) => retryDeadJob(tx, id, later(2)));
    expect(await lease(later(59))).toBeNull();
    expect(await lease(later(60))).toMatchObject({ id, fence: 2, attempts: 1 });
  });

  it("lists by state and kind, what runs first, then the newest, in pages", async () => {
    for (let each = 0; each < 30; each++) await enqueue({}, later(each));
    await enqueue({ kind: "other.work" }, later(100));
    await leased(later(200));
    const list = (query: Record<string, string>) => listJobs(master.db, parseJobFilter(query));
    expect(await list({})).toMatchObject({
      total: 31,
      page: 1,
      rows: { length: 25, 0: { state: "running" }, 1: { kind: "other.work" } },
    });
    expect(await list({ page: "9" })).toMatchObject({ page: 2, rows: { length: 6 } });
    expect(await list({ state: "running" })).toMatchObject({ total: 1 });
    expect(await list({ state: "waiting", kind: "test.work" })).toMatchObject({ total: 29 });
    expect(await list({ state: "nonsense" })).toMatchObject({ total: 31 });
    expect(await jobKinds(master.db)).toEqual(["other.work", "test.work"]);
  });

  it("what is over is forgotten in time, a dead letter later, and never what is open", async () => {
    const day = 86_400;
    const states = [
      { state: "done" as const, finishedAt: start.getTime() },
      { state: "dead" as const, finishedAt: start.getTime() },
      { state: "waiting" as const, finishedAt: null },
    ];
    for (const { state, finishedAt } of states) {
      const { id } = await enqueue();
      await change((tx) => tx.update(jobs).set({ state, finishedAt }).where(eq(jobs.id, id)));
    }
    const left = async (days: number) => {
      await change((tx) => forgetJobs(tx, later(days * day)));
      return (await master.db.select().from(jobs)).map(({ state }) => state);
    };
    expect(await left(29)).toEqual(["done", "dead", "waiting"]);
    expect(await left(30)).toEqual(["dead", "waiting"]);
    expect(await left(180)).toEqual(["waiting"]);
  });

  it("counts by state, and how late the oldest is that nobody has begun", async () => {
    await enqueue();
    await enqueue({ dueAt: later(1_000).getTime() });
    expect(await jobFigures(master.db, later(30))).toEqual({
      byState: { waiting: 2, running: 0, done: 0, dead: 0, cancelled: 0 },
      oldestDueMs: 30_000,
    });
    await leased(later(30));
    expect(await jobFigures(master.db, later(60))).toMatchObject({
      byState: { waiting: 1, running: 1 },
      oldestDueMs: 0,
    });
  });
});
