import { afterEach, beforeEach, expect, it } from "vitest";
import { write } from "@/lib/databases";
import { dueSubscriptions } from "./due-subscriptions";
import { settleSubscription } from "./settle-subscription";
import { at, now, trialCompany } from "./subscriptions.fixture";

let company: Awaited<ReturnType<typeof trialCompany>>;
beforeEach(async () => {
  company = await trialCompany();
});
afterEach(() => company.dispose());

const settle = (days: number) =>
  write(company.db, company.actor, (tx) => settleSubscription(tx, company.companyId, new Date(at(days))));
const due = (days: number) => dueSubscriptions(company.db, new Date(at(days)));

it("lets a trial run out into read-only at its very end, not before", async () => {
  expect(await due(13.99)).toEqual([]);
  await settle(13.99);
  expect((await company.current()).state).toBe("trialing");
  expect(await due(14)).toEqual([company.companyId]);
  await settle(14);
  expect((await company.current()).state).toBe("read_only");
  expect(await due(14)).toEqual([]);
});

it("gives a paid period seven days of grace, then makes it read-only", async () => {
  await company.set({ state: "active", periodEndsAt: at(30) });
  await settle(30);
  expect((await company.current()).state).toBe("past_due");
  await settle(36.99);
  expect((await company.current()).state).toBe("past_due");
  await settle(37);
  expect((await company.current()).state).toBe("read_only");
});

it("walks every edge of its own, however late it comes, and tells the audit of each", async () => {
  await company.set({ state: "active", periodEndsAt: at(30) });
  await settle(400);
  expect(await company.told()).toEqual([
    { action: "subscription.lapsed", companyId: company.companyId, state: ["active", "past_due"] },
    { action: "subscription.lapsed", companyId: company.companyId, state: ["past_due", "read_only"] },
  ]);
});

it("writes nothing when there is nothing to write", async () => {
  await settle(0);
  await settle(15);
  const { version } = await company.current();
  await settle(15);
  expect((await company.current()).version).toBe(version);
  expect(await company.told()).toHaveLength(1);
});

it("leaves a subscription without an end alone, and one that is cancelled", async () => {
  await company.set({ state: "active", periodEndsAt: null });
  expect(await due(5_000)).toEqual([]);
  await company.set({ state: "cancelled", periodEndsAt: at(1) });
  expect(await due(5_000)).toEqual([]);
});

it("keeps what was agreed until the period ends, and takes the plan's price and limits of then", async () => {
  await company.set({ state: "active", periodStartsAt: at(30), periodEndsAt: at(60) });
  await company.editPlan("basic", { monthlyPrice: 5_900, maxDoctors: 20 });
  await settle(29);
  expect(await company.current()).toMatchObject({ price: 4_900, maxDoctors: 100 });
  expect(await due(29)).toEqual([]);
  expect(await due(30)).toEqual([company.companyId]);
  await settle(30);
  expect(await company.current()).toMatchObject({
    state: "active",
    price: 5_900,
    maxDoctors: 20,
    startedAt: at(30),
  });
  expect(await due(30)).toEqual([]);
  expect((await company.told())[0]).toMatchObject({
    action: "subscription.renewed",
    price: [4_900, 5_900],
    maxDoctors: [100, 20],
    beganAt: [now.getTime(), at(30)],
  });
});

it("takes the terms of a period once: what the plan becomes later is for the next one", async () => {
  await company.set({ state: "active", periodStartsAt: at(30), periodEndsAt: at(60) });
  await settle(30);
  await company.editPlan("basic", { maxDoctors: 20 });
  await settle(45);
  expect((await company.current()).maxDoctors).toBe(100);
});
