import { calendarDateIn } from "./calendar-date";

const hour = 3_600_000;

/** When a day begins in a time zone, as ms UTC: the first instant of that date there. */
export function startOfDay(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // No zone is further than 14 hours ahead of UTC or 12 behind; quarters of an hour are the smallest step there is.
  let [low, high] = [utc - 15 * hour, utc + 13 * hour];
  while (high - low > 60_000) {
    const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
    if (calendarDateIn(timeZone, new Date(middle)) < day) low = middle;
    else high = middle;
  }
  return high;
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * hour).toISOString().slice(0, 10);
}
