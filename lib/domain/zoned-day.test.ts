import { expect, it } from "vitest";
import { nextDay, startOfDay } from "./zoned-day";

it.each([
  ["2026-11-05", "Asia/Baku", "2026-11-04T20:00:00.000Z"],
  ["2026-11-05", "UTC", "2026-11-05T00:00:00.000Z"],
  ["2026-07-01", "America/New_York", "2026-07-01T04:00:00.000Z"],
  ["2026-01-01", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
  ["2026-01-01", "Asia/Kathmandu", "2025-12-31T18:15:00.000Z"],
  ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
])("%s begins in %s at %s", (day, zone, begins) => {
  expect(new Date(startOfDay(day, zone)).toISOString()).toBe(begins);
});

it("the day after the last of a month is the first of the next", () => {
  expect(nextDay("2026-12-31")).toBe("2027-01-01");
  expect(nextDay("2028-02-28")).toBe("2028-02-29");
});
