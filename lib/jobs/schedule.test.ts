import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Job, startSchedule } from "./schedule";

const second = 1_000;
const jobOf = (run: Job["run"], name = "job"): Job => ({
  name,
  everyMs: 60 * second,
  firstAfterMs: 10 * second,
  run,
});
const evenly = { random: () => 0 };

/** A job that ends when the test says so. */
function heldJob() {
  const ends: Array<() => void> = [];
  const signals: AbortSignal[] = [];
  const job = jobOf((_now, signal) => {
    signals.push(signal);
    return new Promise<void>((resolve) => ends.push(resolve));
  });
  return { job, ends, signals };
}

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-21T09:00:00Z") }));
afterEach(() => void vi.useRealTimers());

describe("the schedule", () => {
  it("runs a job first when it says, then in its rhythm, with the time of each run", async () => {
    const times: string[] = [];
    const schedule = startSchedule(
      [jobOf(async (now) => void times.push(now.toISOString().slice(14, 19)))],
      evenly,
    );
    await vi.advanceTimersByTimeAsync(9 * second);
    expect(times).toEqual([]);
    await vi.advanceTimersByTimeAsync(122 * second);
    expect(times).toEqual(["00:10", "01:10", "02:10"]);
    await schedule.stop();
  });

  it("never begins a job that still runs", async () => {
    const { job, ends } = heldJob();
    const schedule = startSchedule([job], evenly);
    await vi.advanceTimersByTimeAsync(600 * second);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(59 * second);
    expect(ends).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(second);
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await schedule.stop();
  });

  it("reports a job that fails, runs it again, and keeps the others going", async () => {
    const runs: string[] = [];
    const failures: string[] = [];
    const failing = jobOf(async () => {
      runs.push("failing");
      throw new Error("no disk");
    }, "failing");
    const throwing = jobOf(() => {
      throw new Error("at once");
    }, "throwing");
    const sound = jobOf(async () => void runs.push("sound"), "sound");
    const schedule = startSchedule([failing, throwing, sound], {
      ...evenly,
      report: (job, error) => failures.push(`${job.name}: ${(error as Error).message}`),
    });
    await vi.advanceTimersByTimeAsync(75 * second);
    expect(runs).toEqual(["failing", "sound", "failing", "sound"]);
    expect(failures).toEqual([
      "failing: no disk",
      "throwing: at once",
      "failing: no disk",
      "throwing: at once",
    ]);
    await schedule.stop();
  });

  it("spreads the runs by up to a tenth, so that hosts started together do not march together", async () => {
    const runs: number[] = [];
    const schedule = startSchedule([jobOf(async (now) => void runs.push(now.getSeconds()))], {
      random: () => 1,
    });
    await vi.advanceTimersByTimeAsync(78 * second);
    // 10 and 60 seconds, each a tenth longer.
    expect(runs).toEqual([11, 17]);
    await schedule.stop();
  });

  it("begins nothing once stopped, tells what runs to stop and waits for it", async () => {
    const { job, ends, signals } = heldJob();
    const schedule = startSchedule([job], evenly);
    await vi.advanceTimersByTimeAsync(10 * second);
    let stopped = false;
    const stopping = schedule.stop().then(() => {
      stopped = true;
    });
    expect(signals[0]?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(2 * second);
    expect(stopped).toBe(false);
    ends[0]?.();
    await stopping;
    await vi.advanceTimersByTimeAsync(3_600 * second);
    expect(ends).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("does not wait for ever for a job that does not listen", async () => {
    const { job } = heldJob();
    const schedule = startSchedule([job], evenly);
    await vi.advanceTimersByTimeAsync(10 * second);
    const stopping = schedule.stop(3 * second);
    await vi.advanceTimersByTimeAsync(3 * second);
    await expect(stopping).resolves.toBeUndefined();
  });

  it("keeps no process alive", () => {
    const hasRef: boolean[] = [];
    const real = globalThis.setTimeout;
    vi.spyOn(globalThis, "setTimeout").mockImplementation(((work: () => void, ms?: number) => {
      const timer = real(work, ms);
      queueMicrotask(() => hasRef.push(timer.hasRef()));
      return timer;
    }) as typeof setTimeout);
    startSchedule([jobOf(async () => {})], evenly);
    return Promise.resolve().then(() => {
      vi.mocked(globalThis.setTimeout).mockRestore();
      expect(hasRef).toEqual([false]);
    });
  });
});
