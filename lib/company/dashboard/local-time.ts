import { calendarDateIn } from "@/lib/domain/calendar-date";

const day = 86_400_000;

/** The instant at which the current month began in a time zone. */
export function monthStart(timeZone: string, now: Date): Date {
  const month = calendarDateIn(timeZone, now).slice(0, 7);
  const midnightUtc = Date.parse(`${month}-01T00:00:00Z`);
  // Zones are at most a day away from UTC: the first instant whose day is the first lies within these two days.
  let [before, after] = [midnightUtc - day, midnightUtc + day];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (calendarDateIn(timeZone, new Date(middle)) >= `${month}-01`) after = middle;
    else before = middle;
  }
  return new Date(after);
}

export const partsOfDay = ["morning", "day", "evening"] as const;
export type PartOfDay = (typeof partsOfDay)[number];

/** How to greet now: the night belongs to the evening, since "good night" takes leave in all our languages. */
export function partOfDay(timeZone: string, now: Date): PartOfDay {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const hour = Number(format.format(now));
  if (hour >= 5 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "day" : "evening";
}
