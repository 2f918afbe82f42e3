import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { auditEvents, companies, memberships, plans, subscriptions, users } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { countCompanyPeople, listCompanyPeople } from "@/lib/master/members/queries";
import { testMaster } from "@/lib/testing";
import { changePlan } from "./change-plan";

const now = new Date("2026-11-21T09:00:00Z");
const trialEndsAt = now.getTime() + 86_400_000;
const company = { id: newId(), slug: "city", name: "City Hospital", nameFolded: "city hospital" };
const subscriptionId = newId();
const nothing = { doctors: 0, storageBytes: 0 };

const plan = (id: string, maxDoctors: number | null, isPublic = true) => ({
  id,
  name: id.toUpperCase(),
  position: 1,
  monthlyPrice: 1,
  yearlyPrice: 1,
  maxDoctors,
  maxUsers: maxDoctors === null ? null : 2,
  maxStorageBytes: maxDoctors === null ? null : 1_000,
  backupSchedule: "daily-7",
  isPublic,
});

let master: Awaited<ReturnType<typeof testMaster>>;
beforeEach(async () => {
  master = await testMaster();
  await write(master.db, master.actor, async (tx) => {
    await tx
      .insert(companies)
      .values({ ...company, email: "a@example.com", phone: "+994501234567", state: "active" });
    await tx.insert(plans).values([plan("small", 10), plan("large", null), plan("secret", null, false)]);
    await tx.insert(subscriptions).values({
      id: subscriptionId,
      companyId: company.id,
      planId: "large",
      cycle: "month",
      state: "trialing",
      startedAt: 1,
      trialEndsAt,
    });
  });
});
afterEach(() => master.dispose());

const change = (planId: string, cycle: "month" | "year" = "month", usage = nothing, at = now) =>
  write(master.db, master.actor, (tx) => changePlan(tx, { companyId: company.id, planId, cycle }, usage, at));
const current = async () => (await master.db.select().from(subscriptions))[0];
const audit = () => master.db.select().from(auditEvents);

async function addPeople(count: number): Promise<void> {
  await write(master.db, master.actor, async (tx) => {
    for (let n = 1; n <= count; n++) {
      const id = newId();
      await tx.insert(users).values({
        id,
        username: `user${n}`,
        email: `user${n}@example.com`,
        passwordHash: "-",
        firstName: "Ad",
        lastName: `Soyad ${n}`,
        passwordChangedAt: 1,
      });
      const role = n === count ? "owner" : "staff";
      await tx.insert(memberships).values({ userId: id, companyId: company.id, role, createdAt: n });
    }
  });
}

async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  return isDomainError(error) ? { code: error.code, params: error.params } : error;
}

it("changes the plan and the cycle at once and leaves the end of the trial where it is", async () => {
  expect(await change("small", "year")).toEqual({
    subscriptionId,
    plan: "SMALL",
    changes: { plan: ["LARGE", "SMALL"], cycle: ["month", "year"] },
  });
  expect(await current()).toMatchObject({
    planId: "small",
    cycle: "year",
    state: "trialing",
    trialEndsAt,
    version: 2,
  });
});

it("tells the platform's audit from what to what, and for which company", async () => {
  await change("small");
  await change("small", "year");
  const events = await audit();
  expect(events.map((event) => [event.action, event.companyId, JSON.parse(event.changes)])).toEqual([
    ["subscription.changed", company.id, { plan: ["LARGE", "SMALL"] }],
    ["subscription.changed", company.id, { cycle: ["month", "year"] }],
  ]);
});

it("writes nothing when the choice is the plan they have", async () => {
  expect(await change("large")).toBeNull();
  expect(await audit()).toEqual([]);
  expect((await current())?.version).toBe(1);
});

it("refuses a plan that is smaller than what is there, saying in what", async () => {
  expect(await refusal(change("small", "month", { doctors: 11, storageBytes: 0 }))).toEqual({
    code: "planTooSmall",
    params: { plan: "SMALL", resource: "doctors", limit: 10, used: 11 },
  });
  expect(await refusal(change("small", "month", { doctors: 10, storageBytes: 1_001 }))).toMatchObject({
    params: { resource: "storage", limit: 1_000, used: 1_001 },
  });
  expect((await current())?.planId).toBe("large");
  expect(await change("small", "month", { doctors: 10, storageBytes: 1_000 })).not.toBeNull();
});

it("counts the people itself", async () => {
  await addPeople(3);
  expect(await refusal(change("small"))).toMatchObject({ params: { resource: "users", limit: 2, used: 3 } });
});

it("lets a company that is over its plan change the cycle of it", async () => {
  await change("small");
  expect(await change("small", "year", { doctors: 11, storageBytes: 0 })).not.toBeNull();
});

it("offers nothing unknown or withdrawn", async () => {
  const gone = { code: "notFound", params: { type: "plan" } };
  expect(await refusal(change("nonsense"))).toEqual(gone);
  expect(await refusal(change("secret"))).toEqual(gone);
});

it("keeps a withdrawn plan for who has it, with another cycle", async () => {
  await write(master.db, master.actor, (tx) =>
    tx.update(plans).set({ isPublic: false }).where(eq(plans.id, "large")),
  );
  expect(await change("large", "year")).not.toBeNull();
});

it("refuses once the trial is over, whether or not somebody wrote that down", async () => {
  expect(await refusal(change("small", "month", nothing, new Date(trialEndsAt)))).toMatchObject({
    code: "trialOver",
  });
  await write(master.db, master.actor, (tx) => tx.update(subscriptions).set({ state: "read_only" }));
  expect(await refusal(change("small"))).toMatchObject({ code: "trialOver" });
});

it("lists the people of a company, the strongest role first", async () => {
  await addPeople(3);
  const people = await listCompanyPeople(master.db, company.id);
  expect(people.map((person) => [person.role, person.username])).toEqual([
    ["owner", "user3"],
    ["staff", "user1"],
    ["staff", "user2"],
  ]);
  expect(await countCompanyPeople(master.db, company.id)).toBe(3);
  expect(await listCompanyPeople(master.db, newId())).toEqual([]);
});
