import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { plans } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { testMaster } from "@/lib/testing";
import { listPublicPlans } from "./queries";
import { commonSaving, yearlySaving } from "./saving";
import { seedPlans } from "./seed";

let master: Awaited<ReturnType<typeof testMaster>>;
const seed = () => write(master.db, master.actor, (tx) => seedPlans(tx));

beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

it("offers Basic, Professional and Enterprise in this order, with the prices of the product", async () => {
  await seed();
  const offered = await listPublicPlans(master.db);
  expect(offered.map((plan) => [plan.id, plan.monthlyPrice, plan.yearlyPrice])).toEqual([
    ["basic", 4_900, 49_000],
    ["professional", 14_900, 149_000],
    ["enterprise", 39_900, 399_000],
  ]);
  expect(offered.map((plan) => plan.maxDoctors)).toEqual([100, 2_000, null]);
});

it("keeps what a master admin changed when it runs again", async () => {
  await seed();
  await write(master.db, master.actor, (tx) =>
    tx
      .update(plans)
      .set({ name: "Klinika", monthlyPrice: 5_900, isPublic: false })
      .where(eq(plans.id, "basic")),
  );
  await seed();
  const [basic] = await master.db.select().from(plans).where(eq(plans.id, "basic"));
  expect(basic).toMatchObject({ name: "Klinika", monthlyPrice: 5_900 });
  expect((await listPublicPlans(master.db)).map((plan) => plan.id)).toEqual(["professional", "enterprise"]);
});

it("computes what a year saves from the prices themselves", () => {
  expect(yearlySaving({ monthlyPrice: 4_900, yearlyPrice: 49_000 })).toBeCloseTo(2 / 12);
  expect(yearlySaving({ monthlyPrice: 0, yearlyPrice: 0 })).toBe(0);
  expect(yearlySaving({ monthlyPrice: 100, yearlyPrice: 1_300 })).toBe(0);
  expect(
    commonSaving([
      { monthlyPrice: 100, yearlyPrice: 1_000 },
      { monthlyPrice: 100, yearlyPrice: 1_200 },
    ]),
  ).toBe(0);
});
