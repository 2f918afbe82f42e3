import fc from "fast-check";
import { expect, it } from "vitest";
import { calendarDateIn, calendarDateSchema, isCalendarDate, parseCalendarDate } from "./calendar-date";

it.each([
  ["2024-02-29", "2024-02-29"],
  ["29.02.2024", "2024-02-29"],
  ["1.9.2020", "2020-09-01"],
  [" 31/12/1999 ", "1999-12-31"],
])("reads %s", (text, date) => expect(parseCalendarDate(text)).toBe(date));

it.each(["2023-02-29", "31.04.2024", "00.01.2024", "2024-13-01", "2024-1-1", "24-01-01", "yesterday", ""])(
  "refuses %s",
  (text) => {
    expect(parseCalendarDate(text)).toBeNull();
    expect(calendarDateSchema.safeParse(text).success).toBe(false);
  },
);

it("accepts exactly the days that exist", () => {
  const days = fc.record({
    year: fc.integer({ min: 0, max: 9999 }),
    month: fc.integer({ min: 0, max: 13 }),
    day: fc.integer({ min: 0, max: 32 }),
  });
  fc.assert(
    fc.property(days, ({ year, month, day }) => {
      const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
      const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
      const exists = day >= 1 && day <= (lengths[month - 1] ?? 0);
      const text = [`${year}`.padStart(4, "0"), `${month}`.padStart(2, "0"), `${day}`.padStart(2, "0")].join(
        "-",
      );
      return isCalendarDate(text) === exists;
    }),
    { numRuns: 5_000 },
  );
});

it("knows that it is already tomorrow in Bakı", () => {
  expect(calendarDateIn("Asia/Baku", new Date("2026-11-21T20:30:00Z"))).toBe("2026-11-22");
  expect(calendarDateIn("UTC", new Date("2026-11-21T20:30:00Z"))).toBe("2026-11-21");
});
