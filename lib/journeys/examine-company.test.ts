import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { memberships, users } from "@/drizzle/master/schema";
import * as tenantSchema from "@/drizzle/tenant/schema";
import { openMaster, openTenant, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testCompany } from "@/lib/testing/company";
import { testEngine } from "@/lib/testing/engine";
import { examineCompanies } from "./examine-company";
import { companyKnowledge, companyProbes } from "./examine-company-knowledge";
import { repairCompanies } from "./repair-company";

let started: Awaited<ReturnType<typeof testEngine>>;
beforeAll(async () => {
  started = await testEngine();
});
afterAll(() => started.dispose());

const now = new Date("2026-11-21T12:00:00Z");

it("a probe is there for every kind of row that a company has", () => {
  const tables = Object.values(tenantSchema).flatMap((value) =>
    typeof value === "object" && Symbol.for("drizzle:Name") in value
      ? [String(Reflect.get(value, Symbol.for("drizzle:Name")))]
      : [],
  );
  expect(tables.length).toBeGreaterThan(10);
  // Whose database it is has been compared before anything is tried.
  expect(companyProbes.map(({ table }) => table).sort()).toEqual(
    tables.filter((table) => table !== "identity").sort(),
  );
});

it("what a new company gets is healthy, one company's trouble is not another's, and a repair ends it", async () => {
  const [well, ill] = [await testCompany("well"), await testCompany("ill")];
  const chosen = [
    { id: ill.companyId, slug: "ill" },
    { id: well.companyId, slug: "well" },
  ];
  expect((await examineCompanies(chosen, true)).companies.map(({ findings }) => findings)).toEqual([[], []]);
  await write(ill.db, started.actor, (tx) => tx.run(sql`DROP INDEX doctors_by_name`));
  const found = await examineCompanies(chosen, true);
  expect(found).toMatchObject({
    companies: [
      { slug: "ill", findings: [{ code: "schema.different" }], plan: { steps: [{}] } },
      { findings: [] },
    ],
    elsewhere: [],
  });
  expect(await repairCompanies(found, started.actor, now)).toMatchObject([
    { slug: "ill", generation: 2, error: null },
  ]);
  const after = await examineCompanies(chosen, true);
  expect(after.companies.map(({ findings }) => findings)).toEqual([[], []]);
  expect(await repairCompanies(after, started.actor, now)).toEqual([]);
});

it("why a repair failed is kept without what people wrote", async () => {
  const { companyId, db } = await testCompany();
  await write(db, started.actor, (tx) => tx.run(sql`DROP INDEX doctors_by_name`));
  const found = await examineCompanies([{ id: companyId, slug: "ill" }], false);
  const approves = () => {
    throw new Error("Failed query: insert into members values (?)\nparams: Aysel,aysel@example.com");
  };
  expect(await repairCompanies(found, started.actor, now, { approves })).toMatchObject([
    { generation: null, error: "Failed query: insert into members values (?)" },
  ]);
});

it("a person of the company is known to the platform; a stranger is not brought in", async () => {
  const { companyId } = await testCompany();
  const master = await openMaster();
  const [member, stranger] = [newId(), newId()];
  await write(master, started.actor, async (tx) => {
    for (const id of [member, stranger]) {
      const person = { username: id, email: `${id}@example.com`, firstName: "Nigar", lastName: "H" };
      await tx.insert(users).values({ id, ...person, passwordHash: "x", passwordChangedAt: 1 });
    }
    await tx.insert(memberships).values({ userId: member, companyId, role: "owner" });
  });
  const { parentOf } = companyKnowledge(master);
  expect(await parentOf(companyId, "members", { id: member })).toEqual({
    id: member,
    first_name: "Nigar",
    last_name: "H",
    email: `${member}@example.com`,
    is_owner: 1,
  });
  expect(await parentOf(companyId, "members", { id: stranger })).toBeNull();
  expect(await parentOf(companyId, "regions", { id: member })).toBeNull();
  const db = await openTenant(companyId);
  await write(db, started.actor, async (tx) => {
    await tx.run(sql`PRAGMA defer_foreign_keys = ON`);
    await tx
      .insert(tenantSchema.members)
      .values({ id: "gone", firstName: "G", lastName: "G", email: "g@example.com" });
    await tx.insert(tenantSchema.organization).values({ one: 1, name: "H", ownerId: "gone" });
  });
  expect(
    (await db.select().from(tenantSchema.members).where(eq(tenantSchema.members.id, "gone"))).length,
  ).toBe(1);
});
