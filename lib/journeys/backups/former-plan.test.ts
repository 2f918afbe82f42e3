import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formerBackupSchedules, plans, subscriptions, tenantBackups } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";
import { changeSubscriptionPlan } from "@/lib/master/subscriptions/change-subscription-plan";
import { testEngine } from "@/lib/testing/engine";
import { beginClosing } from "../close-company";
import { removeDueCompanies } from "../remove-due-companies";
import { companyOn, enterHourlyBackups, putOnPlan, sparing } from "./backup-schedule.fixture";
import { changeBackupSchedule } from "./change-backup-schedule";
import { removeExpiredBackups } from "./remove-expired-backups";

const day = 86_400_000;
/** The database notes by its own clock when a plan was changed. */
const inDays = (days: number) => new Date(Date.now() + days * day);

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

type Company = Awaited<ReturnType<typeof companyOn>>;
const clean = (at: Date) => removeExpiredBackups(started.actor, at);
const countOf = ({ master, companyId }: Company) =>
  master.$count(tenantBackups, and(eq(tenantBackups.companyId, companyId), eq(tenantBackups.state, "ready")));
const withBackups = async () => {
  const company = await companyOn(started.actor);
  await enterHourlyBackups(started.actor, company, 40);
  return company;
};
const planOf = async ({ master, companyId }: Company) =>
  (await master.select().from(subscriptions).where(eq(subscriptions.companyId, companyId)))[0];

it("what a company's former plan kept stays 30 days after an operator put it on another", async () => {
  const [company, other] = [await withBackups(), await withBackups()];
  const { companyId, master } = company;
  const version = (await planOf(company))?.version ?? 0;
  await write(master, started.actor, (tx) =>
    changeSubscriptionPlan(tx, { companyId, planId: "basic", cycle: "month", version }, new Date()),
  );
  expect(await clean(inDays(0))).toMatchObject({ removed: 0, failed: [] });
  // By way of a third, and back and forth.
  await putOnPlan(started.actor, companyId, "professional");
  await putOnPlan(started.actor, companyId, "basic");
  expect(await clean(inDays(29))).toMatchObject({ removed: 0 });
  expect(await countOf(company)).toBe(40);
  // In 40 hours lie three days.
  expect(await clean(inDays(31))).toMatchObject({ removed: 37, failed: [] });
  expect([await countOf(company), await countOf(other)]).toEqual([3, 40]);
});

it("of a schedule of its own, what the company asked for stays, and no more", async () => {
  const company = await withBackups();
  const { companyId, master } = company;
  const schedule = { ...sparing, keepHours: 10 };
  await changeBackupSchedule(
    master,
    started.actor,
    { companyId, version: 0, schedule, accepted: scheduleKey(schedule) },
    new Date(),
  );
  await putOnPlan(started.actor, companyId, "basic");
  await clean(inDays(1));
  // The newest of three days, of which two are among the ten hours.
  expect(await countOf(company)).toBe(11);
});

it("what a plan kept before it was edited stays as long, for every company that has it and for no other", async () => {
  const [company, gone] = [await withBackups(), await withBackups()];
  const edit = (backupSchedule: string) =>
    write(company.master, started.actor, (tx) =>
      tx.update(plans).set({ backupSchedule }).where(eq(plans.id, "enterprise")),
    );
  await write(company.master, started.actor, (tx) => tx.delete(formerBackupSchedules));
  await putOnPlan(started.actor, gone.companyId, "basic");
  await write(company.master, started.actor, (tx) => tx.delete(formerBackupSchedules));
  await edit("daily-7");
  try {
    await clean(inDays(29));
    expect([await countOf(company), await countOf(gone)]).toEqual([40, 3]);
    await clean(inDays(31));
    expect(await countOf(company)).toBe(3);
  } finally {
    await edit("own");
  }
});

it("goes with the company", async () => {
  const company = await companyOn(started.actor);
  const { companyId, master } = company;
  await putOnPlan(started.actor, companyId, "basic");
  const noted = () => master.$count(formerBackupSchedules, eq(formerBackupSchedules.companyId, companyId));
  expect(await noted()).toBe(1);
  await beginClosing(master, started.actor, { companyId, reason: "The contract has ended" }, new Date());
  await removeDueCompanies(started.actor, inDays(31));
  expect(await noted()).toBe(0);
});
