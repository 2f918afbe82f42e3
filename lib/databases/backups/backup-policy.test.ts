import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownBackupHours } from "@/drizzle/master/schema/states";
import { backupPolicy, isTimeAgain, type OwnBackupSchedule, ownByDefault } from "./backup-policy";

const hour = 3_600_000;
const day = 24 * hour;
const asked: OwnBackupSchedule = {
  ...{ everyHours: 6, startHour: 2 },
  ...{ keepHours: 0, keepDays: 5, keepWeeks: 4, keepMonths: 3 },
};
const at = (text: string) => Date.parse(text);

describe("what a schedule means", () => {
  it("is what the plan says; what the company asked for counts only where the plan leaves it to the company", () => {
    const daily = { everyMs: day, begins: null, keep: { hours: 0, days: 7, weeks: 0, months: 0 } };
    for (const schedule of ["daily-7", "a schedule of tomorrow", null, undefined])
      expect(backupPolicy(schedule, asked, "Asia/Baku")).toEqual(daily);
    const hourly = { everyMs: hour, begins: null, keep: { hours: 48, days: 30, weeks: 0, months: 0 } };
    expect(backupPolicy("hourly-30", asked, "Asia/Baku")).toEqual(hourly);
    expect(backupPolicy("own", asked, "Asia/Baku")).toEqual({
      everyMs: 6 * hour,
      begins: { hour: 2, timeZone: "Asia/Baku" },
      keep: { hours: 0, days: 5, weeks: 4, months: 3 },
    });
  });

  it("is the finest for a company that asked for nothing, and that can be asked for as well", () => {
    const finest = { everyMs: hour, begins: null, keep: { hours: 48, days: 30, weeks: 12, months: 12 } };
    expect(backupPolicy("own", null, "Asia/Baku")).toEqual(finest);
    expect(backupPolicy("own", ownByDefault, "Asia/Baku")).toEqual(finest);
  });
});

describe("when it is time for the next", () => {
  const every = (everyHours: number, startHour: number, timeZone = "Asia/Baku") => {
    const policy = backupPolicy("own", { ...asked, everyHours, startHour }, timeZone);
    return (last: string, now: string) => isTimeAgain(policy, at(last), at(now));
  };

  it("counts from the one before where the plan says how often", () => {
    const daily = backupPolicy("daily-7", null, "Asia/Baku");
    const last = at("2026-11-20T09:00:00Z");
    expect(isTimeAgain(daily, last, last + day - 6 * 60_000)).toBe(false);
    // The work does not begin to the second.
    expect(isTimeAgain(daily, last, last + day - 5 * 60_000)).toBe(true);
    expect(isTimeAgain(daily, 0, last)).toBe(true);
  });

  it("is at the hours of the company's own clock", () => {
    const due = every(6, 2);
    // Baku is four hours ahead: 02:00 there is 22:00 UTC.
    expect(due("2026-11-20T16:00:00Z", "2026-11-20T21:59:59.999Z")).toBe(false);
    expect(due("2026-11-20T16:00:00Z", "2026-11-20T22:00:00Z")).toBe(true);
    expect(due("2026-11-20T22:00:00Z", "2026-11-21T03:59:59Z")).toBe(false);
    expect(due("2026-11-20T22:00:00Z", "2026-11-21T04:00:00Z")).toBe(true);
  });

  it("does not move on with the minutes by which one was late, nor with one that somebody asked for", () => {
    const due = every(24, 2);
    expect(due("2026-11-20T22:09:00Z", "2026-11-21T21:59:00Z")).toBe(false);
    expect(due("2026-11-20T22:09:00Z", "2026-11-21T22:00:00Z")).toBe(true);
    expect(due("2026-11-21T21:30:00Z", "2026-11-21T22:00:00Z")).toBe(true);
  });

  it("is at once where the hour passed while nothing ran, and then at the hour again", () => {
    const due = every(24, 2);
    expect(due("2026-11-18T22:00:00Z", "2026-11-21T10:00:00Z")).toBe(true);
    expect(due("2026-11-21T10:00:00Z", "2026-11-21T21:00:00Z")).toBe(false);
    expect(due("2026-11-21T10:00:00Z", "2026-11-21T22:00:00Z")).toBe(true);
  });

  it("leaves no day out, and doubles none, where the clock is put forward over the hour, or back", () => {
    // Berlin 2027: 28 March has no 02:00, 31 October has it twice.
    for (const [from, days] of [
      ["2027-03-26T12:00:00Z", 5],
      ["2027-10-29T12:00:00Z", 5],
    ] as const) {
      const due = every(24, 2, "Europe/Berlin");
      const made: string[] = [];
      let last = from as string;
      for (let now = at(from); now < at(from) + days * day; now += 10 * 60_000) {
        const instant = new Date(now).toISOString();
        if (!due(last, instant)) continue;
        made.push(instant);
        last = instant;
      }
      expect(made, from).toHaveLength(days);
    }
  });

  it("comes as often a day as was asked for, in every zone, and never twice in a turn", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ownBackupHours),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom("Asia/Baku", "UTC", "Asia/Kathmandu", "America/St_Johns", "no such zone"),
        fc.integer({ min: 0, max: 60 * 24 }),
        (everyHours, startHour, zone, minutes) => {
          const due = every(everyHours, startHour, zone);
          const start = at("2026-12-01T00:00:00Z") + minutes * 60_000;
          let [last, made] = [start, 0];
          for (let now = start; now <= start + 2 * day; now += 10 * 60_000) {
            const [before, instant] = [new Date(last).toISOString(), new Date(now).toISOString()];
            if (!due(before, instant)) continue;
            made++;
            last = now;
          }
          expect(Math.abs(made - 48 / everyHours)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  });
});
