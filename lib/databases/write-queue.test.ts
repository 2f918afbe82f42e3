import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import { WriteQueue } from "./write-queue";

describe("the write queue", () => {
  it("lets one at a time work, in the order in which they came", async () => {
    const queue = new WriteQueue();
    const seen: string[] = [];
    const work = (name: string) => () => {
      seen.push(`${name} begins`);
      return pause(1).then(() => seen.push(`${name} ends`));
    };
    await Promise.all(["a", "b", "c"].map((name) => queue.run(work(name))));
    expect(seen).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
    expect(queue.busy).toBe(false);
  });

  it("goes on after a work that failed", async () => {
    const queue = new WriteQueue();
    await expect(queue.run(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await queue.run(async () => "next")).toBe("next");
  });

  it("refuses who comes when it is full", async () => {
    const queue = new WriteQueue({ depth: 1, waitMs: 1_000 });
    const end = await queue.pause();
    const waiting = queue.run(async () => "waited");
    await expect(queue.run(async () => {})).rejects.toMatchObject({ code: "Busy", detail: { waiting: 1 } });
    end();
    expect(await waiting).toBe("waited");
  });

  it("refuses who waited too long, and nobody else", async () => {
    const queue = new WriteQueue({ depth: 10, waitMs: 20 });
    const end = await queue.pause();
    await expect(queue.run(async () => {})).rejects.toMatchObject({ code: "Busy", detail: { waitedMs: 20 } });
    const inTime = queue.run(async () => "in time");
    end();
    expect(await inTime).toBe("in time");
    expect(queue.busy).toBe(false);
  });

  it("keeps its word to whom it gave the turn, although the wait ends before they begin", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const queue = new WriteQueue({ depth: 10, waitMs: 20 });
      const end = await queue.pause();
      const both = [queue.run(async () => "first"), queue.run(async () => "second")];
      end();
      vi.advanceTimersByTime(19);
      expect(await Promise.race([both[0], pause(1_000)])).toBe("first");
      expect(await both[1]).toBe("second");
      const again = await queue.pause();
      const late = queue.run(async () => "late");
      again();
      vi.advanceTimersByTime(1_000);
      expect(await late).toBe("late");
      expect(queue.busy).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it("refuses a write inside a write, not one that a write only set off", async () => {
    const queue = new WriteQueue();
    const nested = queue.run(() => queue.run(async () => {}));
    await expect(nested).rejects.toMatchObject({ code: "NestedWrite" });
    let later: Promise<string> | undefined;
    await queue.run(async () => {
      later = pause(5).then(() => queue.run(async () => "later"));
    });
    expect(await later).toBe("later");
  });

  it("is nested also when the other write is of another database", async () => {
    const [one, other] = [new WriteQueue(), new WriteQueue()];
    const nested = one.run(() => other.run(async () => {}));
    await expect(nested).rejects.toMatchObject({ code: "NestedWrite" });
  });
});
