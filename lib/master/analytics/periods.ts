import { calendarDateIn } from "@/lib/domain/calendar-date";
import { oneOf, type Query } from "@/lib/domain/list-query";

export const overviewPeriods = ["30", "90", "365"] as const;
export type OverviewPeriod = (typeof overviewPeriods)[number];

const day = 86_400_000;

/** Reads the period out of an address; 30 days unless said. */
export function parsePeriod(query: Query): OverviewPeriod {
  return oneOf(overviewPeriods, query.period) ?? "30";
}

/** When a period that ends now began, ms UTC. */
export const periodStart = (period: OverviewPeriod, now: Date) => now.getTime() - Number(period) * day;

export interface Week {
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
}

/** The weeks of seven days that end today by the clocks of a place, the earliest first; they cover the period. */
export function weeksOf(period: OverviewPeriod, timeZone: string, now: Date): Week[] {
  const today = calendarDateIn(timeZone, now);
  const count = Math.ceil(Number(period) / 7);
  return Array.from({ length: count }, (_, index) => {
    const last = addDays(today, -7 * (count - 1 - index));
    return { from: addDays(last, -6), to: last };
  });
}

/** UTC days on which growth is shown, the earliest first, today last: each, each third or each seventh. */
export function growthDays(period: OverviewPeriod, now: Date): string[] {
  const step = { "30": 1, "90": 3, "365": 7 }[period];
  const today = now.toISOString().slice(0, 10);
  const count = Math.floor(Number(period) / step) + 1;
  return Array.from({ length: count }, (_, index) => addDays(today, -step * (count - 1 - index)));
}

export const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
