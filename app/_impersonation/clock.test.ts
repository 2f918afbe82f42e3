import { expect, it } from "vitest";
import { clockOf } from "./clock";

it("shows what is left as minutes and seconds, a started second as whole, and never less than nothing", () => {
  expect([1_800_000, 1_447_000, 59_001, 59_000, 1, 0, -5_000].map(clockOf)).toEqual([
    "30:00",
    "24:07",
    "01:00",
    "00:59",
    "00:01",
    "00:00",
    "00:00",
  ]);
});
