import { describe, expect, it } from "vitest";
import { followed } from "./steps";

const step = (done: number) => ({ done, total: 3, text: `step ${done}` });

describe("followed work", () => {
  it("yields every step in order, also those that come at once, and then the result", async () => {
    const following = followed(async (report) => {
      report(step(1));
      await Promise.resolve();
      report(step(2));
      report(step(3));
      return "done";
    });
    const seen: number[] = [];
    for (;;) {
      const next = await following.next();
      if (next.done) {
        expect(next.value).toBe("done");
        break;
      }
      seen.push(next.value.done);
    }
    expect(seen).toEqual([1, 2, 3]);
  });

  it("fails as the work fails, after the steps that it made", async () => {
    const following = followed(async (report) => {
      report(step(1));
      throw new Error("broken");
    });
    expect((await following.next()).value).toEqual(step(1));
    await expect(following.next()).rejects.toThrow("broken");
  });
});
