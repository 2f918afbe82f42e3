import { z } from "zod";
import { optional } from "./text";

const twoDigits = (text: string) => text.padStart(2, "0");

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Reads `YYYY-MM-DD` or `DD.MM.YYYY` (also `D.M.YYYY`, `DD/MM/YYYY`); null when that day does not exist. */
export function parseCalendarDate(text: string): string | null {
  const trimmed = text.trim();
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(trimmed);
  const date = local ? `${local[3]}-${twoDigits(local[2] ?? "")}-${twoDigits(local[1] ?? "")}` : trimmed;
  return isCalendarDate(date) ? date : null;
}

/** Which day it is in a time zone at an instant. */
export function calendarDateIn(timeZone: string, now: Date): string {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}`;
}

/** A day that must be there; the output is `YYYY-MM-DD`. */
export const calendarDateSchema = z
  .string({ error: "errors.required" })
  .trim()
  .min(1, "errors.required")
  .transform((text, context) => {
    const date = parseCalendarDate(text);
    if (date !== null) return date;
    context.addIssue({ code: "custom", message: "errors.date.invalid" });
    return z.NEVER;
  });

export const optionalCalendarDateSchema = optional(calendarDateSchema);
