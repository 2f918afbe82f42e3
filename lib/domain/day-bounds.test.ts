import { expect, it } from "vitest";
import { dayEnd, dayStart } from "./day-bounds";

it("begins and ends a day by the clocks of its place", () => {
  expect(new Date(dayStart("2026-11-21", "Asia/Baku")).toISOString()).toBe("2026-11-20T20:00:00.000Z");
  expect(new Date(dayEnd("2026-12-31", "Asia/Baku")).toISOString()).toBe("2026-12-31T20:00:00.000Z");
});

it("knows that a day can have 23 hours", () =>
  expect(dayEnd("2026-03-29", "Europe/Berlin") - dayStart("2026-03-29", "Europe/Berlin")).toBe(
    23 * 3_600_000,
  ));
