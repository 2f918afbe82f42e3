import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, companyUsage, subscriptions, usageDays } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import type { Query } from "@/lib/domain/list-query";
import { parseCompanyFilter } from "@/lib/master/companies/company-filter";
import { searchCompanies } from "@/lib/master/companies/search-companies";
import { parseSubscriptionFilter } from "@/lib/master/subscriptions/list/filter";
import { listSubscriptions } from "@/lib/master/subscriptions/list/list-subscriptions";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { companiesInTrouble } from "./companies-in-trouble";
import { conversion } from "./conversion";
import { countPlatform } from "./count-platform";
import { databaseGrowth } from "./database-growth";
import { growthDays, overviewPeriods, parsePeriod, periodStart, weeksOf } from "./periods";
import { readOverview } from "./read-overview";
import { recurringRevenue, revenueTotals } from "./recurring-revenue";
import { signUpsPerWeek } from "./sign-ups-per-week";
import { endingDays, trialsEnding } from "./trials-ending";

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const at = (days: number) => now.getTime() + days * day;
const zone = "Asia/Baku";

type Given = Parameters<typeof addTestMember>[2] & {
  name: string;
  age: number;
  row?: Partial<typeof subscriptions.$inferInsert>;
  usage?: { doctors: number; databaseBytes: number };
};

const given: readonly Given[] = [
  {
    name: "anar",
    age: 2,
    row: { trialEndsAt: at(6.5), periodEndsAt: at(6.5) },
    usage: { doctors: 3, databaseBytes: 100 },
  },
  { name: "bahar", age: 9, row: { trialEndsAt: at(7.5), periodEndsAt: at(7.5) } },
  { name: "ceyhun", age: 20, row: { trialEndsAt: at(-6), periodEndsAt: at(-6) } },
  {
    name: "delta",
    age: 100,
    row: { state: "active", trialEndsAt: at(-10), periodEndsAt: at(20), price: 4_900 },
    usage: { doctors: 40, databaseBytes: 900 },
  },
  {
    name: "elnur",
    age: 200,
    row: { state: "active", cycle: "year", trialEndsAt: at(-186), periodEndsAt: at(-2), price: 49_000 },
  },
  {
    name: "fidan",
    age: 300,
    company: "suspended",
    row: {
      state: "active",
      planId: "professional",
      trialEndsAt: at(-286),
      periodEndsAt: at(-3),
      price: 14_900,
    },
  },
  {
    name: "gunel",
    age: 300,
    database: "quarantined",
    row: { state: "active", trialEndsAt: at(-20), periodEndsAt: at(-1), currency: "USD", price: 1_000 },
  },
  {
    name: "huseyn",
    age: 300,
    row: { state: "read_only", trialEndsAt: at(-15), periodEndsAt: at(-9), price: 4_900 },
  },
];

async function filled() {
  const master = await testMaster();
  const ids: Record<string, string> = {};
  for (const { name, age, row, usage, ...state } of given) {
    const { companyId } = await addTestMember(master.db, now, { ...state, username: name });
    ids[name] = companyId;
    await write(master.db, master.actor, async (tx) => {
      await tx
        .update(companies)
        .set({ createdAt: at(-age) })
        .where(eq(companies.id, companyId));
      if (row) await tx.update(subscriptions).set(row).where(eq(subscriptions.companyId, companyId));
      if (usage) await tx.insert(companyUsage).values({ companyId, users: 1, takenAt: at(0), ...usage });
    });
  }
  return { ...master, ids };
}

let platform: Awaited<ReturnType<typeof filled>>;
let empty: Awaited<ReturnType<typeof testMaster>>;
beforeAll(async () => {
  platform = await filled();
  empty = await testMaster();
});
afterAll(() => {
  platform.dispose();
  empty.dispose();
});

describe("a platform with companies", () => {
  it("counts all, the active, the new, and what they use together", async () => {
    expect(await countPlatform(platform.db, periodStart("30", now))).toEqual({
      companies: 8,
      active: 7,
      signUps: 3,
      doctors: 43,
      databaseBytes: 1_000,
    });
    expect((await countPlatform(platform.db, periodStart("365", now))).signUps).toBe(8);
  });

  it("spreads the sign-ups over weeks that end today, and shows weeks without any", async () => {
    const weeks = await signUpsPerWeek(platform.db, weeksOf("30", zone, now), zone);
    expect(weeks).toEqual([
      { from: "2026-10-18", to: "2026-10-24", count: 0 },
      { from: "2026-10-25", to: "2026-10-31", count: 0 },
      { from: "2026-11-01", to: "2026-11-07", count: 1 },
      { from: "2026-11-08", to: "2026-11-14", count: 1 },
      { from: "2026-11-15", to: "2026-11-21", count: 1 },
    ]);
  });

  it("lists trials that end within seven days, and counts those it has no room for", async () => {
    const { total, rows } = await trialsEnding(platform.db, now);
    expect([total, rows.map(({ company, daysLeft }) => [company, daysLeft])]).toEqual([1, [["anar", 7]]]);
    const later = await trialsEnding(platform.db, new Date(at(1)), 1);
    expect([later.total, later.rows.length]).toEqual([2, 1]);
  });

  it("takes the trials that ended in the period, and those of them that were ever paid for", async () => {
    // Ended: ceyhun (unpaid), delta, gunel and huseyn (paid; huseyn lapsed since).
    expect(await conversion(platform.db, periodStart("30", now), now)).toEqual({
      ended: 4,
      paid: 3,
      rate: 0.75,
    });
    expect((await conversion(platform.db, at(-7), now)).rate).toBe(0);
    expect((await conversion(platform.db, at(-1), now)).rate).toBeNull();
  });

  it("adds up what is agreed per month by plan and currency; a year counts a twelfth", async () => {
    const rows = await recurringRevenue(platform.db, now);
    expect(
      rows.map(({ plan, currency, companies, monthly }) => [plan, currency, companies, monthly]),
    ).toEqual([
      ["Basic", "AZN", 2, 4_900 + 4_083],
      ["Professional", "AZN", 1, 14_900],
      ["Basic", "USD", 1, 1_000],
    ]);
    expect(revenueTotals(rows)).toEqual([
      { currency: "AZN", monthly: 23_883 },
      { currency: "USD", monthly: 1_000 },
    ]);
  });

  it("names each company in trouble once, with its worst, and counts it under all it has", async () => {
    const trouble = await companiesInTrouble(platform.db, now);
    expect(trouble.rows.map(({ company, trouble }) => [company, trouble])).toEqual([
      ["gunel", "database"],
      ["fidan", "suspended"],
      ["elnur", "pastDue"],
    ]);
    expect(trouble.counts).toEqual({ database: 1, suspended: 1, pastDue: 3 });
    const first = await companiesInTrouble(platform.db, now, 1);
    expect([first.total, first.rows.length]).toEqual([3, 1]);
  });

  it("leads from each number to a list of as many", async () => {
    const companies = async (query: Query) =>
      (await searchCompanies(platform.db, parseCompanyFilter(query), now)).total;
    const subscriptions = async (query: Query) =>
      (await listSubscriptions(platform.db, parseSubscriptionFilter(query), now)).total;
    const paying = ["active", "past_due"];
    for (const period of overviewPeriods) {
      const { counts, converted, signUps } = await readOverview(platform.db, period, zone, now);
      expect(await companies({})).toBe(counts.companies);
      expect(await companies({ state: "active" })).toBe(counts.active);
      expect(await subscriptions({ registered: period })).toBe(counts.signUps);
      expect(await subscriptions({ trialEnded: period })).toBe(converted.ended);
      expect(await subscriptions({ trialEnded: period, paid: "yes" })).toBe(converted.paid);
      for (const { from, to, count } of signUps)
        expect(await subscriptions({ registered: `${from}..${to}` })).toBe(count);
    }
    const { trials, revenue, trouble } = await readOverview(platform.db, "30", zone, now);
    expect(await subscriptions({ state: "trialing", ends: `${endingDays}` })).toBe(trials.total);
    for (const plan of new Set(revenue.map(({ planId }) => planId))) {
      const counted = revenue.filter(({ planId }) => planId === plan).map((row) => row.companies);
      expect(await subscriptions({ plan, state: paying })).toBe(counted.reduce((sum, count) => sum + count));
    }
    expect(await companies({ database: ["quarantined", "failed"] })).toBe(trouble.counts.database);
    expect(await companies({ state: "suspended" })).toBe(trouble.counts.suspended);
    expect(await subscriptions({ state: "past_due" })).toBe(trouble.counts.pastDue);
  });
});

it("shows growth by day, and lets a missed look be no dent", async () => {
  const { ids } = platform;
  const looks: [string, string, number][] = [
    ["2026-11-19", "anar", 100],
    ["2026-11-19", "delta", 500],
    ["2026-11-20", "delta", 700],
    ["2026-11-21", "anar", 90],
    ["2026-11-21", "delta", 900],
    ["2026-11-21", "bahar", 10],
  ];
  await write(platform.db, platform.actor, async (tx) => {
    for (const [day, name, databaseBytes] of looks)
      await tx
        .insert(usageDays)
        .values({ day, companyId: ids[name] ?? "", databaseBytes, doctors: 1, users: 1 });
  });
  expect(await databaseGrowth(platform.db, growthDays("30", now))).toEqual([
    { day: "2026-11-19", databaseBytes: 600 },
    { day: "2026-11-20", databaseBytes: 800 },
    { day: "2026-11-21", databaseBytes: 1_000 },
  ]);
});

it("has an answer for a platform on which nothing happened yet", async () => {
  expect(await countPlatform(empty.db, 0)).toEqual({
    companies: 0,
    active: 0,
    signUps: 0,
    doctors: 0,
    databaseBytes: 0,
  });
  const weeks = await signUpsPerWeek(empty.db, weeksOf("90", zone, now), zone);
  expect([weeks.length, weeks.every(({ count }) => count === 0)]).toEqual([13, true]);
  expect(await trialsEnding(empty.db, now)).toEqual({ total: 0, rows: [] });
  expect(await conversion(empty.db, 0, now)).toEqual({ ended: 0, paid: 0, rate: null });
  expect(await recurringRevenue(empty.db, now)).toEqual([]);
  expect(await databaseGrowth(empty.db, growthDays("365", now))).toEqual([]);
  expect(await companiesInTrouble(empty.db, now)).toMatchObject({ total: 0, rows: [] });
});

it("reads the period from the address, and covers it", () => {
  expect([parsePeriod({}), parsePeriod({ period: "90" }), parsePeriod({ period: "12" })]).toEqual([
    "30",
    "90",
    "30",
  ]);
  const days = growthDays("365", now);
  expect([days.length, days[0], days.at(-1)]).toEqual([53, "2025-11-22", "2026-11-21"]);
});
