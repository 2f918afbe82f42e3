import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  backupSchedules,
  companies,
  auditEvents as platformEvents,
  tenantBackups,
} from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { type Actor, type OwnBackupSchedule, openTenant, ownByDefault, write } from "@/lib/databases";
import { backupPlans } from "@/lib/master/fleet/backups/backup-plans";
import { readBackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";
import { testEngine } from "@/lib/testing/engine";
import { beginClosing, takeBack } from "../close-company";
import { removeDueCompanies } from "../remove-due-companies";
import { isDue } from "./back-up-due-companies";
import { companyOn, enterHourlyBackups, now, putOnPlan, sparing } from "./backup-schedule.fixture";
import { changeBackupSchedule } from "./change-backup-schedule";
import { removeExpiredBackups } from "./remove-expired-backups";

const hour = 3_600_000;
const day = 24 * hour;
const changed = "company.backup-schedule-changed";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

type Company = Awaited<ReturnType<typeof companyOn>>;
const owner: Actor = { id: null, name: "Nigar Hüseynova", address: null, requestId: null };

const set = (
  { master, companyId }: Company,
  schedule: OwnBackupSchedule | null,
  given: { version?: number; accepted?: string; by?: Actor } = {},
) => {
  const { version = 0, accepted, by = owner } = given;
  return changeBackupSchedule(master, by, { companyId, version, schedule, accepted }, now);
};
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: unknown) => (error as { code?: string }).code,
  );
const read = ({ master, companyId }: Company) => readBackupSchedule(master, companyId);
const versionOf = async (company: Company) => (await read(company)).own?.version ?? 0;
const told = async (action: string, { master, companyId }: Company) => {
  const db = await openTenant(companyId);
  return {
    platform: await master
      .select()
      .from(platformEvents)
      .where(and(eq(platformEvents.action, action), eq(platformEvents.companyId, companyId))),
    company: await db.select().from(auditEvents).where(eq(auditEvents.action, action)),
  };
};
const countOf = ({ master, companyId }: Company) =>
  master.$count(tenantBackups, and(eq(tenantBackups.companyId, companyId), eq(tenantBackups.state, "ready")));

describe("a company's own backup schedule", () => {
  it("is what the company asked for, in both audits, and once", async () => {
    const company = await companyOn(started.actor);
    expect(await set(company, sparing)).toMatchObject({ action: changed });
    expect((await read(company)).policy).toEqual({
      everyMs: 6 * hour,
      begins: { hour: 2, timeZone: "Asia/Baku" },
      keep: { hours: 0, days: 5, weeks: 0, months: 0 },
    });
    const changes = {
      ...{ everyHours: [1, 6], startHour: [0, 2] },
      ...{ keepHours: [48, 0], keepDays: [30, 5], keepWeeks: [12, 0], keepMonths: [12, 0] },
    };
    const { platform, company: own } = await told(changed, company);
    expect([platform.length, own.length]).toEqual([1, 1]);
    expect(JSON.parse(platform[0]?.changes ?? "")).toEqual(changes);
    expect(own[0]).toMatchObject({ actorName: owner.name, changes: platform[0]?.changes });
    expect(await set(company, sparing, { version: 1 })).toBeNull();
    expect((await told(changed, company)).platform).toHaveLength(1);
  });

  it("is no other company's", async () => {
    const [company, other] = [await companyOn(started.actor), await companyOn(started.actor)];
    await set(company, sparing);
    expect(await read(other)).toMatchObject({ own: null, policy: { everyMs: hour, begins: null } });
    expect((await told(changed, other)).company).toEqual([]);
  });

  it("says when the company is backed up, by its own clock", async () => {
    const company = await companyOn(started.actor);
    await set(company, sparing);
    const plan = (await backupPlans(company.master)).find(({ companyId }) => companyId === company.companyId);
    if (!plan) throw new Error("The company is not backed up.");
    await enterHourlyBackups(started.actor, company, 1);
    const [newest] = await company.master
      .select()
      .from(tenantBackups)
      .where(eq(tenantBackups.companyId, company.companyId));
    const made = { ...plan, newest: newest ?? null, triedAt: newest?.takenAt ?? null };
    // Made at 12:00 in Baku; the turns there are 2, 8, 14 and 20.
    expect(isDue(made, new Date("2026-11-21T09:59:59Z"))).toBe(false);
    expect(isDue(made, new Date("2026-11-21T10:00:00Z"))).toBe(true);
    // Looked at in this turn and found to be all there is.
    const looked = Date.parse("2026-11-21T10:05:00Z");
    expect(isDue(made, new Date("2026-11-21T15:59:00Z"), looked)).toBe(false);
    expect(isDue(made, new Date("2026-11-21T16:00:00Z"), looked)).toBe(true);
    // One that failed is not tried again before an hour is over.
    const failed = { ...made, triedAt: Date.parse("2026-11-21T10:01:00Z") };
    expect(isDue(failed, new Date("2026-11-21T10:30:00Z"))).toBe(false);
    expect(isDue(failed, new Date("2026-11-21T11:01:00Z"))).toBe(true);
  });

  it("that keeps less is not taken before somebody saw how many go, and takes effect at the next clean-up", async () => {
    const company = await companyOn(started.actor);
    await enterHourlyBackups(started.actor, company, 40);
    const attempt = set(company, sparing);
    // 40 hours until 08:00 UTC lie in three days.
    await expect(attempt).rejects.toMatchObject({
      code: "backupsWouldGo",
      params: { count: 37, total: 40, oldest: Date.parse("2026-11-19T23:00:00Z") },
    });
    expect((await read(company)).own).toBeNull();
    const other = { ...sparing, keepDays: 2 };
    expect(await codeOf(set(company, other, { accepted: scheduleKey(sparing) }))).toBe("backupsWouldGo");
    await set(company, sparing, { accepted: scheduleKey(sparing) });
    expect(await countOf(company)).toBe(40);
    expect(await removeExpiredBackups(started.actor, now)).toMatchObject({ removed: 37, failed: [] });
    expect(await countOf(company)).toBe(3);
    // Nothing more goes by what is asked for now, so nothing is asked.
    const more = { ...sparing, keepDays: 3 };
    expect(await codeOf(set(company, more, { version: await versionOf(company) }))).toBe("done");
  });

  it("goes back to the default, which is told too, and may cost backups as well", async () => {
    const company = await companyOn(started.actor);
    const wide = { ...ownByDefault, keepHours: 168, keepDays: 0 };
    await set(company, wide);
    await enterHourlyBackups(started.actor, company, 100);
    const version = await versionOf(company);
    expect(await codeOf(set(company, null, { version }))).toBe("backupsWouldGo");
    await set(company, null, { version, accepted: scheduleKey(null) });
    expect(await read(company)).toMatchObject({ own: null, policy: { everyMs: hour } });
    const { platform, company: own } = await told("company.backup-schedule-reset", company);
    expect([platform.length, own.length]).toEqual([1, 1]);
    expect(JSON.parse(own[0]?.changes ?? "")).toEqual({ keepHours: [168, 48], keepDays: [0, 30] });
    expect(await set(company, null)).toBeNull();
  });

  it("is not overwritten by who did not see the last change, not even when it was given up in between", async () => {
    const company = await companyOn(started.actor);
    await set(company, sparing);
    const seen = await versionOf(company);
    const finer = { ...sparing, everyHours: 4 };
    await set(company, finer, { version: seen, by: { ...owner, name: "Elçin Quliyev" } });
    const daily = { ...sparing, everyHours: 24 };
    await expect(set(company, daily, { version: seen })).rejects.toMatchObject({
      code: "staleVersion",
      params: { changedBy: "Elçin Quliyev" },
    });
    await expect(set(company, daily)).rejects.toMatchObject({ code: "staleVersion" });
    const before = await versionOf(company);
    await set(company, null, { version: before });
    const again = { companyId: company.companyId, version: 0, schedule: sparing };
    await changeBackupSchedule(company.master, owner, again, new Date(now.getTime() + day));
    for (const version of [seen, before])
      expect(await codeOf(set(company, daily, { version }))).toBe("staleVersion");
    expect((await read(company)).own).toMatchObject(sparing);
  });

  it("counts while the plan leaves it to the company, is kept meanwhile, and cannot be changed then", async () => {
    const company = await companyOn(started.actor);
    await set(company, sparing);
    await putOnPlan(started.actor, company.companyId, "basic");
    const daily = { everyMs: day, begins: null, keep: { hours: 0, days: 7, weeks: 0, months: 0 } };
    expect(await read(company)).toMatchObject({ mayBeOwn: false, own: sparing, policy: daily });
    const version = await versionOf(company);
    for (const schedule of [{ ...sparing, everyHours: 12 }, null])
      expect(await codeOf(set(company, schedule, { version }))).toBe("backupScheduleNotInPlan");
    const plans = await backupPlans(company.master);
    expect(plans.find(({ companyId }) => companyId === company.companyId)?.policy).toEqual(daily);
    await putOnPlan(started.actor, company.companyId, "enterprise");
    expect(await read(company)).toMatchObject({ mayBeOwn: true, policy: { everyMs: 6 * hour } });
  });

  it("stays while the company is closing, and goes with it", async () => {
    const company = await companyOn(started.actor);
    const { master, companyId } = company;
    await set(company, sparing);
    const close = () =>
      beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, now);
    await close();
    await takeBack(master, started.actor, { companyId, by: "operator" }, now);
    await close();
    expect((await read(company)).own).toMatchObject(sparing);
    await removeDueCompanies(started.actor, new Date(now.getTime() + 31 * day));
    expect(await master.$count(backupSchedules, eq(backupSchedules.companyId, companyId))).toBe(0);
    expect(await codeOf(set(company, sparing))).toBe("backupScheduleClosed");
  });

  it("is nobody's who is not there, or not yet", async () => {
    const company = await companyOn(started.actor);
    expect(await codeOf(set({ ...company, companyId: "nobody" }, sparing))).toBe("notFound");
    await write(company.master, started.actor, (tx) =>
      tx.update(companies).set({ state: "provisioning" }).where(eq(companies.id, company.companyId)),
    );
    expect(await codeOf(set(company, sparing))).toBe("backupScheduleClosed");
  });
});
