import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { auditEvents as platformEvents, subscriptions, tenantDatabases } from "@/drizzle/master/schema";
import { auditEvents } from "@/drizzle/tenant/schema";
import { fillDoctors, fillReference } from "@/lib/company/dashboard/fill.fixture";
import { type MasterDb, openMaster, openTenant, type TenantDb, write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { seedPlans } from "@/lib/master/plans/seed";
import { readSubscription } from "@/lib/master/subscriptions/queries";
import { testEngine } from "@/lib/testing/engine";
import { registerHospital } from "@/lib/testing/registration";
import { changeCompanyPlan } from "./change-company-plan";
import { companyUsage } from "./company-usage";
import { whereAmI } from "./where-am-i";

const now = new Date("2026-11-21T09:00:00Z");

let started: Awaited<ReturnType<typeof testEngine>>;
let master: MasterDb;
let db: TenantDb;
let companyId: string;
let other: { db: TenantDb; companyId: string };

async function register(username: string) {
  const { companyId } = await registerHospital(username, now);
  return { companyId, db: await openTenant(companyId) };
}

beforeAll(async () => {
  started = await testEngine();
  master = await openMaster();
  await write(master, started.actor, seedPlans);
  ({ db, companyId } = await register("aysel"));
  other = await register("leyla");
  await fillReference(db, started.actor);
  await fillDoctors(db, started.actor, 120, now);
});
afterAll(() => started.dispose());

const places = () => ({ master, db, companyId });
const change = (planId: string, cycle: "month" | "year") =>
  changeCompanyPlan(places(), started.actor, { planId, cycle }, now);
const planEvents = async (tenant: TenantDb) =>
  tenant.select().from(auditEvents).where(eq(auditEvents.action, "subscription.changed"));

it("counts what a plan limits: doctors who are not archived, people, bytes", async () => {
  expect(await companyUsage(places())).toEqual({
    doctors: 119,
    users: 1,
    storageBytes: expect.any(Number),
  });
  expect(await companyUsage({ master, ...other })).toMatchObject({ doctors: 0, users: 1 });
});

it("looks into the company's own database before it allows a smaller plan", async () => {
  const refusal = await change("basic", "year").catch((error: unknown) => error);
  expect(isDomainError(refusal, "planTooSmall") && refusal.params).toMatchObject({ used: 119, limit: 100 });
  expect(await readSubscription(master, companyId)).toMatchObject({
    cycle: "month",
    plan: { id: "professional" },
  });
  expect(await planEvents(db)).toEqual([]);
});

it("changes the plan of this company alone, and tells both audits", async () => {
  await write(db, started.actor, (tx) =>
    tx.run(sql`UPDATE doctors SET archived_at = 1 WHERE code > 'D-000100'`),
  );
  const changes = { plan: ["Professional", "Basic"], cycle: ["month", "year"] };
  expect(await change("basic", "year")).toMatchObject({ plan: "Basic", changes });
  expect(await readSubscription(master, companyId)).toMatchObject({ cycle: "year", plan: { id: "basic" } });
  const [told, ...more] = await planEvents(db);
  expect(more).toEqual([]);
  expect(told).toMatchObject({ actorName: "Test", subjectLabel: "Basic" });
  expect(JSON.parse(told?.changes ?? "")).toEqual(changes);
  const platform = await master
    .select()
    .from(platformEvents)
    .where(eq(platformEvents.action, "subscription.changed"));
  expect(platform.map((event) => event.companyId)).toEqual([companyId]);
  expect(await readSubscription(master, other.companyId)).toMatchObject({ plan: { id: "professional" } });
  expect(await planEvents(other.db)).toEqual([]);
});

it("changes nothing and tells nobody when that is the plan already", async () => {
  expect(await change("basic", "year")).toBeNull();
  expect(await planEvents(db)).toHaveLength(1);
});

it("changes nothing once the trial is over", async () => {
  const [subscription] = await master
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.companyId, companyId));
  const over = new Date(subscription?.trialEndsAt ?? 0);
  const refusal = await changeCompanyPlan(
    places(),
    started.actor,
    { planId: "enterprise", cycle: "year" },
    over,
  ).catch((error: unknown) => error);
  expect(isDomainError(refusal, "trialOver")).toBe(true);
});

it("says which database a company is in, from the database itself", async () => {
  const [registered] = await master
    .select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.companyId, companyId));
  expect(await whereAmI(places())).toEqual({
    databaseId: registered?.id,
    purpose: "main",
    generation: 1,
    serverKind: "file",
    keyId: registered?.keyId,
    schemaVersion: registered?.schemaVersion,
    sizeBytes: await companyUsage(places()).then((usage) => usage.storageBytes),
    createdAt: expect.any(Number),
    lastChangeAt: expect.any(Number),
    agrees: true,
  });
});

it("shows when the open database is not the one of the registry", async () => {
  const found = await whereAmI({ ...places(), db: other.db });
  expect(found.agrees).toBe(false);
  expect(found.databaseId).toBe((await whereAmI({ master, ...other })).databaseId);
});
