import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { plans, auditEvents as platformEvents, subscriptions } from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { addDoctor } from "@/lib/company/doctors/add-doctor";
import { archiveDoctor } from "@/lib/company/doctors/archive-doctor";
import { form, insertReference, type Reference } from "@/lib/company/doctors/doctors.fixture";
import { type MasterDb, openMaster, openTenant, type TenantDb, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { limitsOf } from "@/lib/master/plans/limits";
import { seedPlans } from "@/lib/master/plans/seed";
import { readSubscription } from "@/lib/master/subscriptions/queries";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { operateActivation, operateSubscriptionPlan, operateTrialEnd } from "./operate-subscription";
import { rollSubscriptions } from "./roll-subscriptions";

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const at = (days: number) => new Date(now.getTime() + days * day);

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let db: TenantDb;
let companyId: string;
let reference: Reference;

const register = (username: string, planId = "basic") => registerHospital(username, now, { planId });

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  ({ companyId } = await register("aysel"));
  db = await openTenant(companyId);
  reference = await insertReference(db, started.actor);
});
afterAll(() => started.dispose());

const current = () => readSubscription(master, companyId);
const version = async () => {
  const [row] = await master.select().from(subscriptions).where(eq(subscriptions.companyId, companyId));
  return row?.version ?? 0;
};
const actionsIn = async (table: "platform" | "company") => {
  const rows =
    table === "platform"
      ? await master.select().from(platformEvents).where(eq(platformEvents.companyId, companyId))
      : await db.select().from(auditEvents);
  return rows.map(({ action }) => action).filter((action) => action.startsWith("subscription."));
};
const add = async () => {
  const { doctors: limit } = limitsOf(await current());
  return write(db, started.actor, (tx) => addDoctor(tx, form(reference), { limit, now }));
};

it("tells the platform's audit and the company's own, once each", async () => {
  const trialEndsAt = at(20).getTime();
  const moved = { companyId, trialEndsAt, version: await version() };
  expect(await operateTrialEnd(master, started.actor, moved, now)).toHaveLength(1);
  expect(await operateTrialEnd(master, started.actor, moved, now)).toEqual([]);
  expect(await actionsIn("platform")).toEqual(["subscription.trial-moved"]);
  expect(await actionsIn("company")).toEqual(["subscription.trial-moved"]);
  const [told] = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "subscription.trial-moved"));
  expect(told).toMatchObject({ actorName: "Test", subjectLabel: "Basic" });
});

it("keeps a lowered limit away until the paid period ends; then it stops what is new and nothing else", async () => {
  const payment = { companyId, from: "now" as const, until: null, amount: 4_900, reference: null };
  await operateActivation(master, started.actor, { ...payment, version: await version() }, now);
  await write(master, started.actor, (tx) =>
    tx.update(plans).set({ maxDoctors: 2, monthlyPrice: 9_900 }).where(eq(plans.id, "basic")),
  );
  const ahead = { ...payment, from: "end" as const, reference: "next", version: await version() };
  await operateActivation(master, started.actor, ahead, at(5));
  expect(await rollSubscriptions(master, started.actor, at(29))).toBe(0);
  const added = [await add(), await add(), await add()];
  expect(await current()).toMatchObject({ price: 4_900, maxDoctors: 100 });

  expect(await rollSubscriptions(master, started.actor, at(31))).toBe(1);
  expect(await rollSubscriptions(master, started.actor, at(31))).toBe(0);
  expect(await current()).toMatchObject({ price: 9_900, maxDoctors: 2 });
  const refusal = await add().catch((error: unknown) => error);
  expect(isDomainError(refusal, "planLimitReached") && refusal.params).toEqual({
    resource: "doctors",
    limit: 2,
    used: 3,
  });
  const [first] = added;
  if (!first) throw new Error("Nobody was added.");
  await write(db, started.actor, (tx) => archiveDoctor(tx, first.id, at(31)));
  expect((await actionsIn("company")).at(-1)).toBe("subscription.renewed");
});

it("lets nobody register for a hidden plan, while an operator may still give it", async () => {
  await write(master, started.actor, (tx) =>
    tx.update(plans).set({ isPublic: false }).where(eq(plans.id, "enterprise")),
  );
  const refusal = await register("leyla", "enterprise").catch((error: unknown) => error);
  expect(isDomainError(refusal) && refusal.fieldErrors).toEqual({ planId: "errors.plan.notOffered" });
  const given = { companyId, planId: "enterprise", cycle: "year" as const, version: await version() };
  await operateSubscriptionPlan(master, started.actor, given, at(31));
  expect(await current()).toMatchObject({ plan: { id: "enterprise" }, cycle: "year", maxDoctors: null });
});

it("rolls on past the grace, telling both audits of each step", async () => {
  const ends = (await current()).periodEndsAt ?? 0;
  expect(await rollSubscriptions(master, started.actor, new Date(ends + 8 * day))).toBe(1);
  for (const where of ["platform", "company"] as const)
    expect((await actionsIn(where)).slice(-2)).toEqual(["subscription.lapsed", "subscription.lapsed"]);
});
