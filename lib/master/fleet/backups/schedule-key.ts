import type { OwnBackupSchedule } from "@/lib/databases";

type Typed = Readonly<Partial<Record<keyof OwnBackupSchedule, string | number>>>;

/** One text for one schedule, typed or read: what somebody agreed to is nothing else that was typed afterwards. */
export function scheduleKey(schedule: Typed | null): string {
  if (schedule === null) return "default";
  const { everyHours, startHour, keepHours, keepDays, keepWeeks, keepMonths } = schedule;
  const begins = Number(everyHours) === 1 ? 0 : startHour;
  return [everyHours, begins, keepHours, keepDays, keepWeeks, keepMonths].map(Number).join("-");
}
