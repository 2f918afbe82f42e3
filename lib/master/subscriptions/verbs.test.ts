import { afterEach, beforeEach, expect, it } from "vitest";
import { type MasterTx, write } from "@/lib/databases";
import { activateSubscription } from "./activate-subscription";
import { cancelSubscription } from "./cancel-subscription";
import { changeSubscriptionPlan } from "./change-subscription-plan";
import { setTrialEnd } from "./set-trial-end";
import { at, now, refusal, trialCompany } from "./subscriptions.fixture";

let company: Awaited<ReturnType<typeof trialCompany>>;
beforeEach(async () => {
  company = await trialCompany();
});
afterEach(() => company.dispose());

const doing = <T>(work: (tx: MasterTx) => Promise<T>) => write(company.db, company.actor, work);
/** What a form sends that was opened just now, unless it says which version it saw. */
const opened = async (version?: number) => ({
  companyId: company.companyId,
  version: version ?? (await company.current()).version,
});
const moveTrial = async (trialEndsAt: number, days = 0, version?: number) => {
  const input = { ...(await opened(version)), trialEndsAt };
  return doing((tx) => setTrialEnd(tx, input, new Date(at(days))));
};
const changePlan = async (planId: string, cycle: "month" | "year" = "month", version?: number) => {
  const input = { ...(await opened(version)), planId, cycle };
  return doing((tx) => changeSubscriptionPlan(tx, input, now));
};
const cancel = async (days = 0) => {
  const input = { ...(await opened()), reason: "They closed" };
  return doing((tx) => cancelSubscription(tx, input, new Date(at(days))));
};
type Payment = Partial<Parameters<typeof activateSubscription>[1]> & { days?: number };
const pay = async ({ days = 0, version, ...given }: Payment = {}) => {
  const payment = { from: "now" as const, until: null, amount: 4_900, reference: "INV-7", ...given };
  const input = { ...(await opened(version)), ...payment };
  return doing((tx) => activateSubscription(tx, input, new Date(at(days))));
};
const december21 = Date.parse("2026-12-21T09:00:00Z");

it("moves the end of a trial, and tells from when to when", async () => {
  await moveTrial(at(20));
  expect(await company.current()).toMatchObject({ trialEndsAt: at(20), periodEndsAt: at(20), version: 2 });
  expect((await company.told())[0]).toMatchObject({
    action: "subscription.trial-moved",
    trialEndsAt: [at(14), at(20)],
  });
  expect(await moveTrial(at(20))).toEqual([]);
  expect(await company.told()).toHaveLength(1);
});

it("lets a trial that ran out unpaid run again, and no other", async () => {
  await moveTrial(at(25), 20);
  expect(await company.current()).toMatchObject({ state: "trialing", trialEndsAt: at(25) });
  await pay({ days: 21 });
  expect(await refusal(moveTrial(at(60), 22))).toBe("subscriptionEdge");
  expect(await refusal(moveTrial(at(300), 200))).toBe("subscriptionEdge");
});

it("refuses a trial that ends in the past or years away", async () => {
  expect(await refusal(moveTrial(at(0)))).toBe('invalidInput {"trialEndsAt":"errors.trialEnd.past"}');
  expect(await refusal(moveTrial(at(367)))).toBe('invalidInput {"trialEndsAt":"errors.trialEnd.tooFar"}');
});

it("puts a company on a plan that is hidden, on today's terms, and leaves trial and period alone", async () => {
  await company.editPlan("professional", { isPublic: false, yearlyPrice: 100_000 });
  await changePlan("professional", "year");
  expect(await company.current()).toMatchObject({
    planId: "professional",
    cycle: "year",
    price: 100_000,
    maxDoctors: 2_000,
    state: "trialing",
    trialEndsAt: at(14),
    periodEndsAt: at(14),
  });
  expect((await company.told())[0]).toMatchObject({
    action: "subscription.changed",
    plan: ["Basic", "Professional"],
    cycle: ["month", "year"],
    price: [4_900, 100_000],
  });
  expect(await changePlan("professional", "year")).toEqual([]);
  expect(await refusal(changePlan("nonsense"))).toBe('invalidInput {"planId":"errors.choose"}');
});

it("begins a paid period now, for one cycle of the calendar, on the plan's terms of now", async () => {
  await company.editPlan("basic", { monthlyPrice: 5_900 });
  await pay({ amount: 5_900 });
  expect(await company.current()).toMatchObject({
    state: "active",
    periodStartsAt: at(0),
    periodEndsAt: december21,
    startedAt: at(0),
    trialEndsAt: at(0),
    price: 5_900,
  });
  expect((await company.told())[0]).toMatchObject({
    action: "subscription.activated",
    state: ["trialing", "active"],
    amount: [null, 5_900],
    paidIn: [null, "AZN"],
    reference: [null, "INV-7"],
  });
});

it("begins a period where the current one ends, and leaves what is agreed until then", async () => {
  await pay();
  await company.editPlan("basic", { monthlyPrice: 9_900, maxDoctors: 5 });
  await pay({ from: "end", reference: "INV-8", days: 10 });
  expect(await company.current()).toMatchObject({
    state: "active",
    periodStartsAt: december21,
    periodEndsAt: Date.parse("2027-01-21T09:00:00Z"),
    price: 4_900,
    maxDoctors: 100,
  });
  await pay({ from: "end", reference: "INV-9", days: 11 });
  expect(await company.current()).toMatchObject({
    periodStartsAt: december21,
    periodEndsAt: Date.parse("2027-02-21T09:00:00Z"),
    price: 4_900,
  });
});

it("makes what was past due or read-only active again, until a given day", async () => {
  await pay();
  await pay({ days: 35, from: "end", reference: "late" });
  expect(await company.current()).toMatchObject({ state: "active", periodStartsAt: december21 });
  await pay({ days: 200, until: at(230), reference: "much later" });
  expect(await company.current()).toMatchObject({ state: "active", periodEndsAt: at(230) });
});

it("refuses a period that would be over before it begins", async () => {
  expect(await refusal(pay({ until: at(0) }))).toBe('invalidInput {"until":"errors.period.tooShort"}');
  expect(await refusal(pay({ until: at(13), from: "end" }))).toContain("errors.period.tooShort");
});

it("takes a payment once, however often the form is sent", async () => {
  await pay({ version: 1 });
  expect(await pay({ version: 1 })).toEqual([]);
  expect((await company.current()).periodEndsAt).toBe(december21);
  expect((await company.told()).filter((event) => event.action === "subscription.activated")).toHaveLength(1);
  expect(await refusal(pay({ version: 1, reference: "another" }))).toBe("staleVersion");
});

it("takes a payment once even when the form was opened before the trial ran out", async () => {
  await pay({ version: 1, days: 20 });
  expect(await pay({ version: 1, days: 20 })).toEqual([]);
});

it("tells the second of two operators who was first", async () => {
  await changePlan("professional");
  expect(await refusal(changePlan("enterprise", "month", 1))).toBe("staleVersion");
  expect(await refusal(moveTrial(at(20), 0, 1))).toBe("staleVersion");
});

it("cancels only what is read-only, once, with the reason", async () => {
  expect(await refusal(cancel())).toBe("subscriptionEdge");
  await cancel(20);
  expect((await company.current()).state).toBe("cancelled");
  expect((await company.told()).at(-1)).toMatchObject({
    action: "subscription.cancelled",
    reason: [null, "They closed"],
  });
  expect(await cancel(21)).toEqual([]);
});

it("follows a cancelled subscription with a new one when it is paid for", async () => {
  await cancel(20);
  await pay({ days: 30, from: "end" });
  const [earlier, later] = await company.rows();
  expect(earlier).toMatchObject({ state: "cancelled", endedAt: at(30) });
  expect(later).toMatchObject({ state: "active", endedAt: null, periodStartsAt: at(30) });
  expect((await company.told()).at(-1)).toMatchObject({ state: ["cancelled", "active"] });
  expect(await pay({ days: 30, from: "end", version: 3 })).toEqual([]);
});
