import { asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, formerBackupSchedules, plans, subscriptions } from "@/drizzle/master/schema";
import { type MasterTx, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { addPlan } from "./add-plan";
import { editPlan } from "./edit-plan";
import { hidePlan } from "./hide-plan";
import { listPlans, planKeepers } from "./list-plans";
import { movePlan } from "./move-plan";
import { listPublicPlans } from "./queries";
import { editPlanInput, newPlanInput } from "./schema";
import { seedPlans } from "./seed";
import { showPlan } from "./show-plan";

const now = new Date("2026-11-21T09:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
const doing = <T>(work: (tx: MasterTx) => Promise<T>) => write(master.db, master.actor, work);

beforeEach(async () => {
  master = await testMaster();
  await doing(seedPlans);
});
afterEach(() => master.dispose());

const typed = {
  name: "Klinika",
  monthlyPrice: "99,90",
  yearlyPrice: "999",
  maxDoctors: "1 000",
  maxStorageBytes: "2,5",
  backupSchedule: "daily-7",
};
const plan = async (id: string) => {
  const [found] = await master.db.select().from(plans).where(eq(plans.id, id));
  if (!found) throw new Error(`There is no plan ${id}.`);
  return found;
};
const audit = async () =>
  (await master.db.select().from(auditEvents).orderBy(asc(auditEvents.seq))).map((event) => ({
    action: event.action,
    subject: event.subjectId,
    changes: JSON.parse(event.changes),
  }));
const edit = (given: Partial<Record<string, string>>, id = "basic", version = 1) => {
  const input = editPlanInput.parse({ ...typed, id, version, ...given });
  return doing((tx) => editPlan(tx, input));
};
const add = (given: Partial<Record<string, string>> = {}) =>
  doing((tx) => addPlan(tx, newPlanInput.parse({ ...typed, id: "clinic-plus", ...given })));
const order = async () => (await listPlans(master.db)).map(({ id }) => id);
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "allowed",
    (error: unknown) => (isDomainError(error) ? error.code : String(error)),
  );

it("adds a plan at the end, with prices in minor units and storage in bytes", async () => {
  await add({ isPublic: "on" });
  expect(await plan("clinic-plus")).toMatchObject({
    name: "Klinika",
    monthlyPrice: 9_990,
    yearlyPrice: 99_900,
    maxDoctors: 1_000,
    maxUsers: null,
    maxStorageBytes: 2.5 * 1024 ** 3,
    position: 4,
    isPublic: true,
  });
  expect(await order()).toEqual(["basic", "professional", "enterprise", "clinic-plus"]);
  expect((await audit())[0]).toMatchObject({
    action: "plan.added",
    changes: { monthlyPrice: [null, 9_990] },
  });
});

it("refuses an identifier that is taken, and says so beside the field", async () => {
  const error = await add({ id: "basic" }).catch((reason: unknown) => reason);
  expect(isDomainError(error, "duplicate") && error.fieldErrors).toEqual({ id: "errors.plan.idTaken" });
});

it.each([
  ["id", "Clinic Plus", "errors.plan.idInvalid"],
  ["id", "-x", "errors.plan.idInvalid"],
  ["monthlyPrice", "1,490", "errors.amount"],
  ["maxDoctors", "0", "errors.plan.limit"],
  ["maxDoctors", "2.5", "errors.plan.limit"],
  ["maxStorageBytes", "0", "errors.plan.storage"],
  ["maxStorageBytes", "1e3", "errors.plan.storage"],
  ["backupSchedule", "never", "errors.choose"],
])("refuses %s = %j", (field, value, message) => {
  const parsed = newPlanInput.safeParse({ ...typed, id: "x1", [field]: value });
  expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, message]]);
});

it("tells field by field what an edit changed, and nothing when it changed nothing", async () => {
  expect(await edit({})).toBe(true);
  expect(await edit({}, "basic", 2)).toBe(false);
  const [event, ...more] = await audit();
  expect(more).toEqual([]);
  expect(event).toMatchObject({ action: "plan.edited", subject: "basic" });
  expect(event?.changes).toMatchObject({
    name: ["Basic", "Klinika"],
    monthlyPrice: [4_900, 9_990],
    maxPatients: [2_000, null],
  });
  expect(event?.changes).not.toHaveProperty("backupSchedule");
});

it("tells the second of two editors instead of overwriting the first", async () => {
  await edit({ name: "One" });
  expect(await code(edit({ name: "Two" }))).toBe("staleVersion");
  expect((await plan("basic")).name).toBe("One");
});

it("recommends one plan at most", async () => {
  await edit({ isRecommended: "on" });
  const recommended = (await listPlans(master.db)).filter((each) => each.isRecommended);
  expect(recommended.map(({ id }) => id)).toEqual(["basic"]);
  expect((await audit()).map(({ subject, changes }) => [subject, changes.isRecommended])).toEqual([
    ["professional", [true, false]],
    ["basic", [false, true]],
  ]);
});

it("hides and shows once each, and keeps one plan on the pricing page", async () => {
  expect(await doing((tx) => hidePlan(tx, "basic"))).toBe(true);
  expect(await doing((tx) => hidePlan(tx, "basic"))).toBe(false);
  expect((await listPublicPlans(master.db)).map(({ id }) => id)).toEqual(["professional", "enterprise"]);
  await doing((tx) => hidePlan(tx, "professional"));
  expect(await code(doing((tx) => hidePlan(tx, "enterprise")))).toBe("plan.lastShown");
  expect(await doing((tx) => showPlan(tx, "basic"))).toBe(true);
  expect(await doing((tx) => showPlan(tx, "basic"))).toBe(false);
  expect((await audit()).map(({ action }) => action)).toEqual(["plan.hidden", "plan.hidden", "plan.shown"]);
});

it("moves a plan to a named place, once however often it is asked", async () => {
  const up = () => doing((tx) => movePlan(tx, { id: "enterprise", place: 2 }));
  expect([await up(), await up()]).toEqual([true, false]);
  expect(await order()).toEqual(["basic", "enterprise", "professional"]);
  await doing((tx) => movePlan(tx, { id: "basic", place: 99 }));
  expect(await order()).toEqual(["enterprise", "professional", "basic"]);
  expect((await audit()).map(({ changes }) => changes.place)).toEqual([
    [3, 2],
    [1, 3],
  ]);
  expect(await code(doing((tx) => movePlan(tx, { id: "none", place: 1 })))).toBe("notFound");
});

it("counts the companies on a plan, and those that keep what they agreed, until when", async () => {
  const { companyId } = await addTestMember(master.db, now, { username: "one" });
  await addTestMember(master.db, now, { username: "two", trialEndsAt: now.getTime() - 1 });
  const until = now.getTime() + 14 * 86_400_000;
  expect((await listPlans(master.db)).map(({ companies }) => companies)).toEqual([2, 0, 0]);
  const agreed = { companies: 2, running: 1, until };
  expect(await planKeepers(master.db, "basic", now)).toEqual({
    ...agreed,
    differing: 0,
    differingUntil: null,
  });
  await edit({ maxDoctors: "5" });
  expect(await planKeepers(master.db, "basic", now)).toEqual({
    ...agreed,
    differing: 1,
    differingUntil: until,
  });
  const [kept] = await master.db.select().from(subscriptions).where(eq(subscriptions.companyId, companyId));
  expect(kept).toMatchObject({ price: 4_900, maxDoctors: 100 });
});

it("a change of the backup schedule meets as many companies as the form says, whatever their period", async () => {
  await addTestMember(master.db, now, { username: "one" });
  await addTestMember(master.db, now, { username: "two", trialEndsAt: now.getTime() - 1 });
  const { companies } = await planKeepers(master.db, "basic", now);
  await edit({ backupSchedule: "hourly-30" });
  const former = await master.db.select().from(formerBackupSchedules);
  expect(former.map(({ schedule }) => schedule)).toEqual(Array(companies).fill("daily-7"));
  expect(companies).toBe(2);
});
