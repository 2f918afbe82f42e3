import { calendarDateIn } from "@/lib/domain/calendar-date";
import type { Locale } from "@/lib/i18n/config";
import { formatDate, formatTime } from "@/lib/i18n/format";

const day = 86_400_000;

/** When something happened, as short as it can be said: `09:42` today, "yesterday", else `05.11.2026`. */
export function formatRelativeDay(at: number, now: Date, timeZone: string, locale: Locale): string {
  const days = Math.round((dayNumber(at, timeZone) - dayNumber(now.getTime(), timeZone)) / day);
  if (days === 0) return formatTime(at, timeZone);
  if (days === -1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day");
  return formatDate(at, timeZone);
}

const dayNumber = (at: number, timeZone: string) => Date.parse(calendarDateIn(timeZone, new Date(at)));
