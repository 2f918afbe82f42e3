import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { companies } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { testMaster } from "@/lib/testing";
import { addTestMember } from "@/lib/testing/people";
import { searchCompanies } from "./search-companies";

const now = new Date("2026-11-21T09:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
beforeAll(async () => {
  master = await testMaster();
  for (const [username, name, code] of [
    ["seher", "Şəhər Xəstəxanası", "TH001"],
    ["delta", "Delta Medical", null],
  ] as const) {
    const { companyId } = await addTestMember(master.db, now, { username });
    await write(master.db, master.actor, (tx) =>
      tx
        .update(companies)
        .set({ name, nameFolded: fold(name), code })
        .where(eq(companies.id, companyId)),
    );
  }
});
afterAll(() => master.dispose());

const find = async (query: string, page = 1, pageSize = 50) => {
  const { total, rows } = await searchCompanies(master.db, { query, page, pageSize }, now);
  return { total, slugs: rows.map(({ slug }) => slug) };
};

it("finds a company by name without its letters' marks, by slug and by code", async () => {
  for (const query of ["seher xeste", "ŞƏHƏR", "th001", "sehe"])
    expect((await find(query)).slugs).toEqual(["seher"]);
  expect(await find("nothing")).toEqual({ total: 0, slugs: [] });
});

it("pages through all of them and knows how many there are", async () => {
  const first = await find("", 1, 1);
  const second = await find("", 2, 1);
  expect([first.total, second.total]).toEqual([2, 2]);
  expect([...first.slugs, ...second.slugs].sort()).toEqual(["delta", "seher"]);
});

it("says what the subscription means now", async () => {
  const { rows } = await searchCompanies(master.db, { query: "delta", page: 1, pageSize: 5 }, now);
  expect(rows[0]).toMatchObject({ plan: "Basic", subscription: { state: "trialing", daysLeft: 14 } });
});
