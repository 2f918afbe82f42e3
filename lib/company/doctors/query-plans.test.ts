import { Sqlite3Client } from "@libsql/client/sqlite3";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type TenantDb, write } from "@/lib/databases";
import { testTenant } from "@/lib/testing";
import { insertManyDoctors, insertReference, type Reference } from "./doctors.fixture";
import { exportDoctors } from "./export-doctors";
import { referenceFacet } from "./facets";
import { type DoctorFilter, doctorSorts, parseDoctorFilter, referenceFacets } from "./filter";
import { countMatching, listDoctors } from "./list-doctors";
import { countArchivedDoctors, countDoctors, getDoctor } from "./queries";

const many = 10_000;

describe(`queries over ${many} doctors`, () => {
  let tenant: Awaited<ReturnType<typeof testTenant>>;
  let db: TenantDb;
  let reference: Reference;

  // Before anything is opened: an open file's client keeps the methods it found then.
  const execute = vi.spyOn(Sqlite3Client.prototype, "execute");

  beforeAll(async () => {
    tenant = await testTenant();
    db = tenant.db;
    reference = await insertReference(db, tenant.actor);
    await write(db, tenant.actor, (tx) => insertManyDoctors(tx, reference, many));
  });
  afterAll(() => {
    execute.mockRestore();
    tenant.dispose();
  });

  /** The plans of every statement that really reaches the database while `work` runs. */
  async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
    execute.mockClear();
    await work();
    const [calls, contexts] = [[...execute.mock.calls], [...execute.mock.contexts]];
    expect(calls.length).toBeGreaterThan(0);
    const plans: string[] = [];
    for (const [index, [statement]] of calls.entries()) {
      const { sql: text, args = [] } = typeof statement === "string" ? { sql: statement } : statement;
      const client = contexts[index] as Sqlite3Client;
      const plan = await client.execute({ sql: `EXPLAIN QUERY PLAN ${text}`, args });
      plans.push(...plan.rows.map((row) => String(row.detail)));
    }
    return plans;
  }

  /** SQLite says SCAN for what it reads from one end to the other, be it a table or an index. */
  async function expectNoScan(work: () => Promise<unknown>) {
    const plans = await plansOf(work);
    expect(
      plans.filter((line) => /SCAN (doctors|doctor_terms)/.test(line)),
      plans.join("\n"),
    ).toEqual([]);
    return plans;
  }

  const filter = (query: Record<string, string | string[]>): DoctorFilter => parseDoctorFilter(query);

  it("has the doctors it speaks of", async () => {
    expect(await countDoctors(db)).toBe(many * 0.95);
    expect(await db.get(sql`SELECT count(DISTINCT doctor_id) AS n FROM doctor_terms`)).toEqual({ n: many });
  });

  const one = (r: Reference): Record<string, Record<string, string | string[]>> => ({
    nothing: {},
    region: { region: r.baku.id },
    "several regions": { region: [r.baku.id, r.ganja.id] },
    city: { city: r.sumqayit.id },
    "several cities": { city: [r.sumqayit.id, r.bakuCity.id] },
    clinic: { clinic: r.central.id },
    specialization: { specialization: r.surgery.id },
    "several specializations": { specialization: [r.surgery.id, r.therapy.id] },
    category: { category: "A" },
    "several categories": { category: ["A", "B"] },
    active: { status: "active" },
    inactive: { status: "inactive" },
    archived: { status: "archived" },
    "one word": { q: "sumqayıt" },
    "two words": { q: "aysel məm" },
    code: { q: "D-000412" },
    phone: { q: "050 000 41" },
    "region and specialization": { region: r.ganja.id, specialization: r.surgery.id },
    "place, category and status": { region: r.baku.id, city: r.bakuCity.id, category: "B", status: "active" },
    "archived in a region": { region: r.baku.id, status: "archived" },
    "word and region": { q: "orxan", region: [r.baku.id, r.ganja.id] },
    "word, archived": { q: "orxan", status: "archived" },
    everything: {
      q: "orxan əl",
      region: r.baku.id,
      city: r.bakuCity.id,
      clinic: r.central.id,
      specialization: [r.surgery.id, r.therapy.id],
      category: ["A", "C"],
      status: "active",
    },
  });
  const names = Object.keys(one(new Proxy({} as Reference, { get: () => ({ id: "" }) })));

  it.each(names)("lists, counts and exports by index: %s", async (name) => {
    const query = one(reference)[name] ?? {};
    for (const sort of doctorSorts) {
      for (const direction of ["", "-"]) {
        const sorted = filter({ ...query, sort: direction + sort });
        await expectNoScan(() => listDoctors(db, sorted, "az"));
        await expectNoScan(() => exportDoctors(db, sorted, "ru"));
      }
    }
    await expectNoScan(() => countMatching(db, filter(query)));
  });

  it("walks an index in the order of the plain list, so that a page costs a page", async () => {
    for (const query of [
      {},
      { sort: "-name" },
      { sort: "code" },
      { sort: "-created" },
      { region: reference.baku.id },
    ]) {
      const plans = await expectNoScan(() => listDoctors(db, filter(query), "en"));
      const found = plans.slice(
        0,
        plans.findIndex((line) => line.startsWith("SCAN found")),
      );
      expect(found.join("\n")).not.toContain("TEMP B-TREE");
    }
  });

  it("counts the options of every filter by index", async () => {
    for (const facet of referenceFacets)
      await expectNoScan(() => referenceFacet(db, facet, filter({}), "az"));
    const inBaku = filter({ region: reference.baku.id });
    await expectNoScan(() => referenceFacet(db, "clinic", inBaku, "az"));
  });

  it("finds one doctor and counts all by index", async () => {
    await expectNoScan(() => countDoctors(db));
    await expectNoScan(() => countArchivedDoctors(db));
    await expectNoScan(() => getDoctor(db, "x", "az"));
  });
});
