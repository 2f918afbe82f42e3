import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { backupSchedules, companies, auditEvents as platformEvents } from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { openTenant, write } from "@/lib/databases";
import {
  companyOn,
  enterHourlyBackups,
  now,
  putOnPlan,
} from "@/lib/journeys/backups/backup-schedule.fixture";
import { testEngine } from "@/lib/testing/engine";
import { problemOf } from "../problem";
import { tenantsBackupSchedule } from "./tenants-backup-schedule";
import type { ScheduleReport } from "./tenants-backup-schedule-report";

let started: Awaited<ReturnType<typeof testEngine>>;
let company: Awaited<ReturnType<typeof companyOn>>;
let slug: string;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());
beforeEach(async () => {
  company = await companyOn(started.actor);
  const [row] = await company.master.select().from(companies).where(eq(companies.id, company.companyId));
  slug = row?.slug ?? "";
});

async function run(options: object) {
  const input = { company: slug, ...options };
  const { signal } = new AbortController();
  const running = tenantsBackupSchedule.run(input, { actor: started.actor, now: () => now, signal });
  const { value, done } = await running.next();
  if (!done) throw new Error("It has no steps.");
  const data = JSON.parse(JSON.stringify(value.data)) as ScheduleReport;
  return {
    data,
    shown: tenantsBackupSchedule.show(data),
    confirm: tenantsBackupSchedule.confirm(data),
  };
}
const problem = (options: object) =>
  run(options).then(
    () => null,
    (error: unknown) => problemOf(error),
  );
const kept = () =>
  company.master
    .select()
    .from(backupSchedules)
    .where(eq(backupSchedules.companyId, company.companyId))
    .then(([row]) => row ?? null);

describe("tenants backup-schedule", () => {
  it("says what counts, and changes nothing by that", async () => {
    const { data, shown } = await run({});
    expect(data).toMatchObject({ slug, did: null, mayBeOwn: true, own: null, plan: "Enterprise" });
    expect(shown).toBe(
      [
        `Backup schedule of ${slug}`,
        "   Made: every hour",
        "   Kept: of the last 48 hours, 30 days, 12 weeks, 12 months the newest each",
        "   Says so: the Enterprise plan",
      ].join("\n"),
    );
    expect(await kept()).toBeNull();
  });

  it("sets what is given, keeps the rest, and tells both audits", async () => {
    expect((await run({ every: "6", at: "2", keepMonths: "0" })).shown).toBe(
      [
        `${slug}: changed the backup schedule.`,
        "   Made: every 6 hours, from 02:00 (Asia/Baku)",
        "   Kept: of the last 48 hours, 30 days, 12 weeks the newest each",
        "   Says so: the company",
      ].join("\n"),
    );
    expect((await run({ every: "24" })).shown).toContain("Made: daily, at 02:00 (Asia/Baku)");
    expect(await kept()).toMatchObject({ everyHours: 24, startHour: 2, keepMonths: 0, keepHours: 48 });
    expect((await run({ every: "24" })).shown).toContain("It is like that already.");
    const changed = "company.backup-schedule-changed";
    expect(await company.master.$count(platformEvents, eq(platformEvents.companyId, company.companyId))).toBe(
      2,
    );
    const db = await openTenant(company.companyId);
    expect(await db.$count(auditEvents, eq(auditEvents.action, changed))).toBe(2);
    expect((await run({ default: true })).shown).toContain("Made: every hour");
    expect(await kept()).toBeNull();
  });

  it("asks before backups go, and says how many", async () => {
    await enterHourlyBackups(started.actor, company, 40);
    const less = { keepHours: "0", keepDays: "1", keepWeeks: "0", keepMonths: "0" };
    const { shown, confirm } = await run(less);
    expect(shown).toContain("Nothing was changed: 39 of 40 backups would be removed for good");
    expect(shown).toContain("of 2026-11-21 08:00:00 UTC");
    expect(confirm?.question).toContain(`${slug}, so that 39 of 40 backups go?`);
    expect(await kept()).toBeNull();
    const { data, confirm: again } = await run({ ...less, ...confirm?.input });
    expect([data.did, again]).toEqual(["changed", null]);
    expect(await kept()).toMatchObject({ keepDays: 1 });
  });

  it("shows what is kept for another plan, and refuses to change it meanwhile", async () => {
    await run({ every: "8" });
    await putOnPlan(started.actor, company.companyId, "basic");
    const { shown } = await run({});
    expect(shown).toContain("Made: daily\n");
    expect(shown).toContain("Says so: the Basic plan");
    expect(shown).toContain("Kept for a plan that leaves it to the company: every 8 hours, from 00:00");
    expect(await problem({ every: "6" })).toMatchObject({ code: "backupScheduleNotInPlan", usage: false });
    expect(await problem({ default: true })).toMatchObject({ code: "backupScheduleNotInPlan" });
  });

  it("refuses to keep nothing, and a company that is not there or not yet", async () => {
    const nothing = { keepHours: "0", keepDays: "0", keepWeeks: "0", keepMonths: "0" };
    expect(await problem(nothing)).toEqual({
      code: "wrongUsage",
      message: "Keep something: at least one hour, day, week or month.",
      usage: true,
    });
    expect(await problem({ company: "nobody" })).toMatchObject({ code: "notFound", usage: false });
    await write(company.master, started.actor, (tx) =>
      tx.update(companies).set({ state: "provisioning" }).where(eq(companies.id, company.companyId)),
    );
    expect(await problem({ every: "6" })).toMatchObject({ code: "backupScheduleClosed" });
    expect(await kept()).toBeNull();
  });
});
