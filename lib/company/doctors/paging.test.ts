import { afterAll, beforeAll, expect, it } from "vitest";
import { write } from "@/lib/databases";
import type { Query } from "@/lib/domain/list-query";
import { testTenant } from "@/lib/testing";
import { insertManyDoctors, insertReference } from "./doctors.fixture";
import { exportDoctors } from "./export-doctors";
import { doctorSorts, parseDoctorFilter } from "./filter";
import { listDoctors } from "./list-doctors";

const archived = 60;
const listed = 1140;
let tenant: Awaited<ReturnType<typeof testTenant>>;

beforeAll(async () => {
  tenant = await testTenant();
  const reference = await insertReference(tenant.db, tenant.actor);
  await write(tenant.db, tenant.actor, (tx) => insertManyDoctors(tx, reference, archived + listed));
});
afterAll(() => tenant.dispose());

const list = (query: Query) => listDoctors(tenant.db, parseDoctorFilter(query), "az");

it.each(doctorSorts)("shows each doctor once on the pages sorted by %s", async (sort) => {
  const seen = new Set<string>();
  for (let page = 1; page <= 12; page++) {
    const { rows, total } = await list({ sort, size: "100", page: String(page) });
    expect(total).toBe(listed);
    for (const row of rows) seen.add(row.id);
  }
  expect(seen.size).toBe(listed);
});

it("shows the last page for a page beyond the end", async () => {
  const page = await list({ size: "50", page: "9999" });
  expect(page).toMatchObject({ page: 23, total: listed, size: 50 });
  expect(page.rows).toHaveLength(40);
  expect(await list({ q: "nobody", page: "7" })).toMatchObject({ page: 1, total: 0, rows: [] });
});

it("exports more than one batch without losing or repeating anyone", async () => {
  const { count, batches } = await exportDoctors(tenant.db, parseDoctorFilter({}), "az");
  const sizes: number[] = [];
  const seen = new Set<string>();
  for await (const batch of batches) {
    sizes.push(batch.length);
    for (const row of batch) seen.add(row.id);
  }
  expect(sizes).toEqual([...Array(45).fill(25), 15]);
  expect([seen.size, count]).toEqual([listed, listed]);
});
