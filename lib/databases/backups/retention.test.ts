import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backupReasons, mostKept, ownBackupHours } from "@/drizzle/master/schema/states";
import { type BackupPolicy, backupPolicy } from "./backup-policy";
import { backupsToKeep, type TakenBackup } from "./retention";

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 1);
const every = (ms: number, count: number): TakenBackup[] =>
  Array.from({ length: count }, (_, at) => ({
    id: String(at).padStart(6, "0"),
    reason: "schedule" as const,
    takenAt: start + at * ms,
  }));
const now = (backups: readonly TakenBackup[]) => new Date(Math.max(start, ...backups.map((b) => b.takenAt)));

/** What an instant belongs to, told apart from one another; weeks begin on Mondays. */
const periods = {
  hours: (at: number) => Math.floor(at / hour),
  days: (at: number) => Math.floor(at / day),
  weeks: (at: number) => Math.floor((at - Date.UTC(2020, 0, 6)) / (7 * day)),
  months: (at: number) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth(),
};

const byPlan = (schedule: string) => backupPolicy(schedule, null, "UTC");
const own = fc
  .record({
    everyHours: fc.constantFrom(...ownBackupHours),
    startHour: fc.integer({ min: 0, max: 23 }),
    keepHours: fc.integer({ min: 0, max: mostKept.hours }),
    keepDays: fc.integer({ min: 0, max: mostKept.days }),
    keepWeeks: fc.integer({ min: 0, max: mostKept.weeks }),
    keepMonths: fc.integer({ min: 0, max: mostKept.months }),
  })
  .map((asked) => backupPolicy("own", asked, "Asia/Baku"));
const policy: fc.Arbitrary<BackupPolicy> = fc.oneof(
  fc.constantFrom(...["daily-7", "hourly-30", "own"].map(byPlan)),
  own,
);
const history = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 20 * 24 }), fc.constantFrom(...backupReasons)), { maxLength: 60 })
  .map((gaps) => {
    let takenAt = start;
    return gaps.map(([hours, reason], at): TakenBackup => {
      takenAt += hours * hour;
      return { id: String(at).padStart(6, "0"), reason, takenAt };
    });
  });

describe("which backups are kept", () => {
  it("is what the plans say", () => {
    const daily = every(day, 40);
    expect(backupsToKeep(daily, byPlan("daily-7"), now(daily)).size).toBe(7);
    const hourly = every(hour, 24 * 60);
    const kept = backupsToKeep(hourly, byPlan("hourly-30"), now(hourly));
    expect(kept.size).toBe(48 + 28);
    const years = every(hour, 24 * 800);
    const finest = [...backupsToKeep(years, byPlan("own"), now(years))].sort();
    expect(years[Number(finest[0])]?.takenAt).toBeLessThan(now(years).getTime() - 300 * day);
    expect(finest.length).toBeLessThanOrEqual(48 + 30 + 12 + 12);
  });

  it("always has the newest, and whatever somebody asked for within the last 30 days", () => {
    fc.assert(
      fc.property(history, policy, (backups, rules) => {
        const at = now(backups);
        const kept = backupsToKeep(backups, rules, at);
        const newest = backups.at(-1);
        if (newest) expect(kept).toContain(newest.id);
        for (const { id, reason, takenAt } of backups)
          if (reason !== "schedule" && takenAt > at.getTime() - 30 * day) expect(kept).toContain(id);
      }),
    );
  });

  it("is the same whether what is not kept goes at once or only at the end", () => {
    fc.assert(
      fc.property(history, policy, (backups, rules) => {
        let left: TakenBackup[] = [];
        for (const backup of backups) {
          left = [...left, backup];
          const kept = backupsToKeep(left, rules, new Date(backup.takenAt));
          left = left.filter(({ id }) => kept.has(id));
        }
        const atOnce = backupsToKeep(backups, rules, now(backups));
        expect(left.map(({ id }) => id).sort()).toEqual([...atOnce].sort());
      }),
    );
  });

  it("does not shrink because time passes without a backup", () => {
    fc.assert(
      fc.property(
        history.map((all) => all.map((backup) => ({ ...backup, reason: "schedule" as const }))),
        policy,
        fc.integer({ min: 0, max: 400 }),
        (backups, rules, days) => {
          const later = new Date(now(backups).getTime() + days * day);
          expect(backupsToKeep(backups, rules, later)).toEqual(backupsToKeep(backups, rules, now(backups)));
        },
      ),
    );
  });

  it("is what the policy says: the newest of each of its last hours, days, weeks and months, and nothing besides", () => {
    fc.assert(
      fc.property(history, policy, (backups, rules) => {
        const at = now(backups);
        const reasons = new Set(backups.slice(-1).map(({ id }) => id));
        for (const { id, reason, takenAt } of backups)
          if (reason !== "schedule" && takenAt > at.getTime() - 30 * day) reasons.add(id);
        for (const [period, nameOf] of Object.entries(periods)) {
          const newestOf = new Map(backups.map((backup) => [nameOf(backup.takenAt), backup.id]));
          const most = rules.keep[period as keyof typeof periods];
          for (const id of most === 0 ? [] : [...newestOf.values()].slice(-most)) reasons.add(id);
        }
        expect([...backupsToKeep(backups, rules, at)].sort()).toEqual([...reasons].sort());
      }),
    );
  });
});
