import { wallClock } from "@/lib/domain/wall-clock";
import type { Kept } from "./retention";

const hour = 3_600_000;
const day = 24 * hour;
/** The work does not begin to the second: what is due so soon after the one before is due now. */
const slackMs = 5 * 60_000;

/** How often a company is backed up, and of which periods one backup each is kept. */
export interface BackupPolicy {
  readonly everyMs: number;
  /** The full hour of a clock from which the times are counted; null counts from the backup before. */
  readonly begins: { readonly hour: number; readonly timeZone: string } | null;
  readonly keep: Kept;
}

/** What a company asked for that may say so itself: the columns of `backup_schedules`. */
export interface OwnBackupSchedule {
  readonly everyHours: number;
  /** 0–23, on the company's own clock; says nothing when every hour is one. */
  readonly startHour: number;
  readonly keepHours: number;
  readonly keepDays: number;
  readonly keepWeeks: number;
  readonly keepMonths: number;
}

/** What a company has that may ask for its own schedule and did not: the finest there is. */
export const ownByDefault: OwnBackupSchedule = {
  everyHours: 1,
  startHour: 0,
  keepHours: 48,
  keepDays: 30,
  keepWeeks: 12,
  keepMonths: 12,
};

const daily: BackupPolicy = {
  everyMs: day,
  begins: null,
  keep: { hours: 0, days: 7, weeks: 0, months: 0 },
};
const hourly: BackupPolicy = {
  everyMs: hour,
  begins: null,
  keep: { hours: 48, days: 30, weeks: 0, months: 0 },
};

/**
 * How a company is backed up: the only place that says what a schedule means.
 * @param schedule its plan's `backup_schedule`; daily for none, and for one that nobody knows
 * @param own its row of `backup_schedules`; counts only while the plan's schedule is `own`
 * @param timeZone the company's; IANA
 */
export function backupPolicy(
  schedule: string | null | undefined,
  own: OwnBackupSchedule | null,
  timeZone: string,
): BackupPolicy {
  if (schedule === "own") return ownPolicy(own ?? ownByDefault, timeZone);
  return schedule === "hourly-30" ? hourly : daily;
}

function ownPolicy(own: OwnBackupSchedule, timeZone: string): BackupPolicy {
  const { everyHours, startHour, keepHours, keepDays, keepWeeks, keepMonths } = own;
  return {
    everyMs: everyHours * hour,
    begins: everyHours === 1 ? null : { hour: startHour, timeZone },
    keep: { hours: keepHours, days: keepDays, weeks: keepWeeks, months: keepMonths },
  };
}

/**
 * Whether it is time for another backup. By a clock it is as soon as a new turn has begun since the last one, however
 * late in its own turn that was made; where the clock is put forward, an hour that does not exist begins at the next.
 * @param last when the last one was made, or was found to be all there is; ms UTC, 0 for never
 * @param now ms UTC
 */
export function isTimeAgain({ everyMs, begins }: BackupPolicy, last: number, now: number): boolean {
  if (begins === null) return last + everyMs <= now + slackMs;
  const turn = (at: number) => Math.floor((wallClock(at, begins.timeZone) - begins.hour * hour) / everyMs);
  return turn(now) > turn(last);
}
