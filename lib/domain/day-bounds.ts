import { calendarDateIn } from "./calendar-date";

const day = 86_400_000;

/** The instant (ms UTC) at which a day `YYYY-MM-DD` begins in a time zone. */
export function dayStart(date: string, timeZone: string): number {
  const midnightUtc = Date.parse(`${date}T00:00:00Z`);
  // Zones are at most a day away from UTC: the first instant of the day lies within these two days.
  let [before, after] = [midnightUtc - day, midnightUtc + day];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (calendarDateIn(timeZone, new Date(middle)) >= date) after = middle;
    else before = middle;
  }
  return after;
}

/** The instant at which a day is over; what ends "on" a day holds until then. */
export function dayEnd(date: string, timeZone: string): number {
  const next = new Date(Date.parse(`${date}T00:00:00Z`) + day).toISOString().slice(0, 10);
  return dayStart(next, timeZone);
}
