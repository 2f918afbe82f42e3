import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companies, subscriptions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import type { Query } from "@/lib/domain/list-query";
import { recordUsage } from "@/lib/master/usage/record-usage";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { companyQuery, parseCompanyFilter } from "./company-filter";
import { exportCompanies } from "./export-companies";
import { pageQuery, searchCompanies } from "./search-companies";

const now = new Date("2026-11-21T09:00:00Z");
const day = 86_400_000;
const later = (days: number) => now.getTime() + days * day;

let master: Awaited<ReturnType<typeof testMaster>>;
const ids = new Map<string, string>();

beforeAll(async () => {
  master = await testMaster();
  const given = [
    { username: "seher", name: "Şəhər Xəstəxanası", code: "TH001", trialEndsAt: later(3) },
    { username: "delta", name: "Delta Medical", code: null, trialEndsAt: later(-1) },
    {
      username: "orion",
      name: "Orion",
      code: null,
      trialEndsAt: later(9),
      company: "suspended",
      database: "failed",
    },
    { username: "ulduz", name: "Ulduz", code: null, subscription: "active", periodEndsAt: later(-2) },
  ] as const;
  for (const { name, code, ...member } of given) {
    const { companyId } = await addTestMember(master.db, now, member);
    ids.set(member.username, companyId);
    await write(master.db, master.actor, async (tx) => {
      await tx
        .update(companies)
        .set({ name, nameFolded: fold(name), code })
        .where(eq(companies.id, companyId));
      if ("periodEndsAt" in member)
        await tx
          .update(subscriptions)
          .set({ periodEndsAt: member.periodEndsAt, planId: "professional" })
          .where(eq(subscriptions.companyId, companyId));
    });
  }
  const figures = { users: 1, patients: 0, databaseBytes: 4096, lastActivityAt: null };
  const measured = (slug: string, doctors: number) => ({
    companyId: ids.get(slug) ?? "",
    ...figures,
    doctors,
  });
  await write(master.db, master.actor, (tx) =>
    recordUsage(tx, [measured("seher", 5), measured("delta", 70)], now),
  );
});
afterAll(() => master.dispose());

const search = (query: Query) => searchCompanies(master.db, parseCompanyFilter(query), now);
const slugs = async (query: Query) => (await search(query)).rows.map(({ slug }) => slug);

describe("searching", () => {
  it("finds a company by the words of its name without their letters' marks", async () => {
    for (const q of ["seher xeste", "xəstə ŞƏHƏR", "SEHER"]) expect(await slugs({ q })).toEqual(["seher"]);
  });

  it("finds it by a part of slug, code or email, in any case", async () => {
    for (const q of ["sehe", "th001", "TH0", "Seher@example"]) expect(await slugs({ q })).toEqual(["seher"]);
  });

  it("finds nothing for what nobody is called, and for signs alone", async () => {
    expect(await search({ q: "nothing" })).toMatchObject({ total: 0, rows: [] });
    expect(await slugs({ q: "%" })).toEqual([]);
  });
});

describe("filters", () => {
  it("take what a subscription means now, not what was last written down", async () => {
    expect(await slugs({ subscription: "trialing" })).toEqual(["orion", "seher"]);
    expect(await slugs({ subscription: "read_only" })).toEqual(["delta"]);
    expect(await slugs({ subscription: "past_due" })).toEqual(["ulduz"]);
    expect(await slugs({ subscription: "active" })).toEqual([]);
  });

  it("say the same as the row shows", async () => {
    const { rows } = await search({});
    for (const { slug, subscription } of rows)
      expect(await slugs({ subscription: subscription?.state, q: slug })).toEqual([slug]);
  });

  it("hold several values each and narrow one another", async () => {
    expect(await slugs({ subscription: ["trialing", "read_only"] })).toEqual(["delta", "orion", "seher"]);
    expect(await slugs({ subscription: ["trialing", "read_only"], state: "suspended" })).toEqual(["orion"]);
    expect(await slugs({ plan: "professional" })).toEqual(["ulduz"]);
    expect(await slugs({ plan: ["basic", "professional"], state: ["active"] })).toHaveLength(3);
  });

  it("find companies by what their database is in, too", async () => {
    expect(await slugs({ database: ["quarantined", "failed"] })).toEqual(["orion"]);
    expect(await slugs({ database: "ready" })).toEqual(["delta", "seher", "ulduz"]);
    expect(await slugs({ database: "ready", state: "suspended" })).toEqual([]);
  });

  it("ignore what they do not know and survive the trip through an address", async () => {
    const filter = parseCompanyFilter({
      state: ["nonsense", "closed"],
      database: ["removed", "failed"],
      sort: "-size",
      size: "50",
      q: " a ",
    });
    expect(filter).toMatchObject({
      state: ["closed"],
      database: ["failed"],
      sort: "size",
      descending: true,
      size: 50,
      q: "a",
    });
    expect(parseCompanyFilter(companyQuery(filter))).toEqual(filter);
    expect(companyQuery(parseCompanyFilter({ state: "nonsense" }))).toEqual({});
  });
});

describe("the order", () => {
  it("is by name unless asked otherwise", async () => {
    expect(await slugs({})).toEqual(["delta", "orion", "seher", "ulduz"]);
    expect(await slugs({ sort: "-name" })).toEqual(["ulduz", "seher", "orion", "delta"]);
  });

  it("puts what was never looked at last, whichever way", async () => {
    expect(await slugs({ sort: "doctors" })).toEqual(["seher", "delta", "orion", "ulduz"]);
    expect(await slugs({ sort: "-doctors" })).toEqual(["delta", "seher", "orion", "ulduz"]);
  });

  it("by the end of the trial knows only trials that run", async () => {
    expect(await slugs({ sort: "trial" })).toEqual(["seher", "orion", "delta", "ulduz"]);
  });
});

describe("a page", () => {
  it("knows how many there are, the figures and when they were taken", async () => {
    const found = await search({ q: "delta" });
    expect(found).toMatchObject({ total: 1, takenAt: now.getTime() });
    expect(found.rows[0]).toMatchObject({
      plan: "Basic",
      subscription: { state: "read_only", daysLeft: null },
      usage: { doctors: 70, databaseBytes: 4096 },
      schemaVersion: "0001_triggers",
    });
    expect((await search({ q: "orion" })).rows[0]?.usage).toBeNull();
  });

  it("beyond the end is the last one", async () => {
    expect(await search({ page: "9" })).toMatchObject({ page: 1, total: 4 });
  });

  it("reads every table through an index, and names without sorting them", async () => {
    const { sql: text, params } = pageQuery(master.db, parseCompanyFilter({}), now).toSQL();
    const bound = params.reduce<string>((done, value) => done.replace("?", String(value)), text);
    const plan = await master.db.all<{ detail: string }>(sql.raw(`EXPLAIN QUERY PLAN ${bound}`));
    const steps = plan.map(({ detail }) => detail);
    expect(steps[0]).toMatch(/^SCAN companies USING INDEX companies_name_folded/);
    for (const step of steps.slice(1)) expect(step).toMatch(/^SEARCH .* USING INDEX/);
  });
});

it("an export has all pages of what the filter finds, in its order", async () => {
  const filter = parseCompanyFilter({ sort: "-doctors", state: "active", size: "25", page: "3" });
  const { count, batches } = await exportCompanies(master.db, filter, now);
  const rows: string[] = [];
  for await (const batch of batches) rows.push(...batch.map(({ slug }) => slug));
  expect([count, ...rows]).toEqual([3, "delta", "seher", "ulduz"]);
});
