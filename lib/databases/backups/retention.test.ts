import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backupReasons } from "@/drizzle/master/schema/states";
import { type BackupPolicy, backupPolicies, backupsToKeep, type TakenBackup } from "./retention";

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

const policy: fc.Arbitrary<BackupPolicy> = fc.constantFrom(...Object.values(backupPolicies));
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
    expect(backupsToKeep(daily, backupPolicies["daily-7"], now(daily)).size).toBe(7);
    const hourly = every(hour, 24 * 60);
    const kept = backupsToKeep(hourly, backupPolicies["hourly-30"], now(hourly));
    expect(kept.size).toBe(48 + 28);
    const years = every(hour, 24 * 800);
    const own = [...backupsToKeep(years, backupPolicies.own, now(years))].sort();
    expect(years[Number(own[0])]?.takenAt).toBeLessThan(now(years).getTime() - 300 * day);
    expect(own.length).toBeLessThanOrEqual(48 + 30 + 12 + 12);
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

  it("has a backup of each of the last days that have one", () => {
    fc.assert(
      fc.property(history, policy, (backups, rules) => {
        const kept = backupsToKeep(backups, rules, now(backups));
        const dayOf = ({ takenAt }: TakenBackup) => Math.floor(takenAt / day);
        const days = [...new Set(backups.map(dayOf))].sort((a, b) => b - a).slice(0, rules.keep.days);
        const covered = new Set(backups.filter(({ id }) => kept.has(id)).map(dayOf));
        for (const each of days) expect(covered).toContain(each);
      }),
    );
  });
});
