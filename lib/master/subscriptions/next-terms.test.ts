import { afterEach, beforeEach, expect, it } from "vitest";
import { nextTerms } from "./next-terms";
import { readSubscription } from "./queries";
import { at, trialCompany } from "./subscriptions.fixture";

let company: Awaited<ReturnType<typeof trialCompany>>;
beforeEach(async () => {
  company = await trialCompany();
});
afterEach(() => company.dispose());
const next = async () => nextTerms(await readSubscription(company.db, company.companyId));

it("has nothing to say while the plan is what was agreed, or changed in what is not agreed", async () => {
  expect(await next()).toBeNull();
  await company.editPlan("basic", { name: "Renamed", yearlyPrice: 1 });
  expect(await next()).toBeNull();
});

it("names the plan's terms of today and when those of now end", async () => {
  await company.editPlan("basic", { monthlyPrice: 5_900, maxUsers: null });
  expect(await next()).toMatchObject({
    from: at(14),
    terms: { price: 5_900, maxUsers: null, maxDoctors: 100 },
  });
});

it("ends what was agreed where a period that was paid ahead begins", async () => {
  await company.set({ state: "active", periodStartsAt: at(30), periodEndsAt: at(60) });
  await company.editPlan("basic", { monthlyPrice: 5_900 });
  expect((await next())?.from).toBe(at(30));
});
