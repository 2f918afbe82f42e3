import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, subscriptions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import type { Query } from "@/lib/domain/list-query";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { csvColumns, subscriptionsCsv } from "./csv";
import { isFiltered, parseSubscriptionFilter, subscriptionQuery } from "./filter";
import { allSubscriptions, listSubscriptions } from "./list-subscriptions";

const day = 86_400_000;
const now = new Date("2026-11-21T09:00:00Z");
const at = (days: number) => now.getTime() + days * day;
let master: Awaited<ReturnType<typeof testMaster>>;

/** Name, days since registration, and what the row holds. */
const rows: readonly [string, number, Partial<typeof subscriptions.$inferInsert>][] = [
  ["anar", 3, { trialEndsAt: at(5), periodEndsAt: at(5) }],
  ["bahar", 40, { trialEndsAt: at(-20), periodEndsAt: at(-20) }],
  ["ceyhun", 60, { state: "active", trialEndsAt: at(-40), periodEndsAt: at(20), planId: "professional" }],
  [
    "delta",
    400,
    { state: "active", trialEndsAt: at(-386), periodEndsAt: at(-3), cycle: "year", price: 49_000 },
  ],
  ["elnur", 100, { state: "cancelled", trialEndsAt: at(-86), periodEndsAt: at(-86) }],
];

beforeAll(async () => {
  master = await testMaster();
  for (const [username, age, values] of rows) {
    const { companyId } = await addTestMember(master.db, now, { username });
    await write(master.db, master.actor, async (tx) => {
      await tx.update(subscriptions).set(values).where(eq(subscriptions.companyId, companyId));
      await tx
        .update(companies)
        .set({ createdAt: at(-age) })
        .where(eq(companies.id, companyId));
    });
  }
});
afterAll(() => master.dispose());

const find = async (query: Query) => {
  const { total, rows } = await listSubscriptions(master.db, parseSubscriptionFilter(query), now);
  expect(total).toBe(rows.length);
  return rows.map((row) => row.company);
};

it("begins with what ends first; what has no end comes last", async () => {
  expect(await find({})).toEqual(["delta", "anar", "ceyhun", "bahar", "elnur"]);
  expect(await find({ sort: "-ends" })).toEqual(["ceyhun", "anar", "delta", "bahar", "elnur"]);
  expect((await find({ sort: "price" }))[0]).toBe("delta");
  expect((await find({ sort: "registered" }))[0]).toBe("delta");
});

it("says what is left of a trial, a period, the days of grace", async () => {
  const { rows } = await listSubscriptions(master.db, parseSubscriptionFilter({ sort: "company" }), now);
  expect(rows.map(({ company, state, daysLeft }) => [company, state, daysLeft])).toEqual([
    ["anar", "trialing", 5],
    ["bahar", "read_only", null],
    ["ceyhun", "active", 20],
    ["delta", "past_due", 4],
    ["elnur", "cancelled", null],
  ]);
});

describe.each<[Query, string[]]>([
  [{ state: "read_only" }, ["bahar"]],
  [{ state: ["active", "past_due"] }, ["delta", "ceyhun"]],
  [{ plan: "professional" }, ["ceyhun"]],
  [{ cycle: "year" }, ["delta"]],
  [{ ends: "7" }, ["delta", "anar"]],
  [{ ends: "30" }, ["delta", "anar", "ceyhun"]],
  [{ registered: "30" }, ["anar"]],
  [{ registered: "2026-08-13..2026-08-13" }, ["elnur"]],
  [{ trialEnded: "30" }, ["bahar"]],
  [{ trialEnded: "90", paid: "yes" }, ["ceyhun"]],
  [{ paid: "no" }, ["anar", "bahar", "elnur"]],
  [{ q: "CEYH" }, ["ceyhun"]],
  [{ q: "nobody" }, []],
])("%j", (query, found) => {
  it("finds these and no other", async () => expect(await find(query)).toEqual(found));
  it("survives the way through an address", () => {
    const filter = parseSubscriptionFilter(query);
    expect(parseSubscriptionFilter(subscriptionQuery(filter))).toEqual(filter);
    expect(isFiltered(filter)).toBe(true);
  });
});

it("understands nothing of nonsense", () => {
  const query = { state: "x", ends: "8", registered: "2026-02-30..2026-03-01", paid: "1", cycle: "day" };
  expect(isFiltered(parseSubscriptionFilter(query))).toBe(false);
});

it("writes all rows to the file, amounts with the comma that goes with semicolons", async () => {
  const found = await allSubscriptions(master.db, parseSubscriptionFilter({ cycle: "month" }), now);
  const words = { headers: [...csvColumns], cycle: (c: string) => c, state: (s: string) => s };
  let text = "";
  for await (const piece of subscriptionsCsv(found, { words, delimiter: ";", timeZone: "Asia/Baku" }))
    text += piece;
  const lines = text.trim().split("\r\n");
  expect(lines).toHaveLength(5);
  expect(lines[1]).toBe("anar;anar;Basic;month;49;AZN;trialing;26.11.2026;5;18.11.2026");
});
