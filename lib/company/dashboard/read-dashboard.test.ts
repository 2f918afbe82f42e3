import { createClient } from "@libsql/client";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clinics, regions as regionTable } from "@/drizzle/tenant/schema";
import { recordAudit, type TenantDb, write } from "@/lib/databases";
import { fileUrl } from "@/lib/databases/file-url";
import { newId } from "@/lib/domain/id";
import { testTenant } from "@/lib/testing";
import { countByRegion, countBySpecialization } from "./count-doctors";
import { workspaceQuery } from "./count-workspace";
import { fillDoctors, fillReference } from "./fill.fixture";
import { newestDoctors } from "./newest-doctors";
import { readDashboard } from "./read-dashboard";
import { recentChanges } from "./recent-changes";

const now = new Date("2026-11-21T09:00:00Z");
const asked = { now, timeZone: "Asia/Baku", locale: "az", withChanges: true } as const;

/** The same handle, counting what it is asked for. */
function counting(db: TenantDb): { db: TenantDb; asked: () => number } {
  let selects = 0;
  const counted = new Proxy(db, {
    get(target, name, self) {
      if (name === "select") selects += 1;
      return Reflect.get(target, name, self);
    },
  });
  return { db: counted, asked: () => selects };
}

describe("a company on its first day", () => {
  let tenant: Awaited<ReturnType<typeof testTenant>>;
  beforeAll(async () => {
    tenant = await testTenant();
  });
  afterAll(() => tenant.dispose());

  it("has nothing but zeros", async () => {
    const dashboard = await readDashboard(tenant.db, asked);
    expect(dashboard).toEqual({
      counts: {
        activeDoctors: 0,
        doctors: 0,
        addedThisMonth: 0,
        clinics: 0,
        ownClinics: 0,
        cities: 0,
        hasProfile: false,
      },
      regions: [],
      specializations: [],
      newest: [],
      changes: [],
    });
  });
});

describe("a company with ten thousand doctors", () => {
  let tenant: Awaited<ReturnType<typeof testTenant>>;
  let reference: Awaited<ReturnType<typeof fillReference>>;
  beforeAll(async () => {
    tenant = await testTenant();
    const { db, actor } = tenant;
    reference = await fillReference(db, actor);
    await fillDoctors(db, actor, 10_000, now);
    await write(db, actor, async (tx) => {
      const [city] = reference.cities;
      const own = { cityId: city?.id ?? "", nameFolded: "a", searchFolded: "a", nameSort: "a" };
      await tx.insert(clinics).values([
        { id: newId(), name: "A", ...own, origin: "company" },
        { id: newId(), name: "B", ...own, nameFolded: "b", origin: "company", archivedAt: 1 },
        { id: newId(), name: "C", ...own, nameFolded: "c", origin: "catalogue", catalogueId: newId() },
      ]);
      for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
        await recordAudit(tx, {
          action: "doctor.edited",
          subject: { type: "doctor", id: `${n}`, label: `Nr ${n}` },
        });
      }
    });
  });
  afterAll(() => tenant.dispose());

  it("counts those who work, everyone, the month's new ones, clinics and cities", async () => {
    const { counts } = await readDashboard(tenant.db, asked);
    expect(counts).toMatchObject({ activeDoctors: 9_000, doctors: 9_900, addedThisMonth: 9_000 });
    expect(counts).toMatchObject({ clinics: 2, ownClinics: 2, cities: 7, hasProfile: false });
  });

  it("counts as added this month only what came since the month began in the company's zone", async () => {
    const firstSeconds = new Date("2026-11-30T20:01:40Z");
    const { counts } = await readDashboard(tenant.db, { ...asked, now: firstSeconds });
    expect(counts.addedThisMonth).toBe(0);
  });

  it("counts doctors by region and specialization, the fullest first, without the archived ones", async () => {
    const { regions, specializations } = await readDashboard(tenant.db, asked);
    expect(regions).toHaveLength(7);
    expect(regions[0]).toMatchObject({ name: "Bakı" });
    for (const groups of [regions, specializations]) {
      const counted = groups.map((group) => group.doctors);
      expect(counted.reduce((a, b) => a + b)).toBe(9_900);
      expect(counted).toEqual([...counted].sort((a, b) => b - a));
    }
  });

  it("says names in the reader's language where somebody translated them", async () => {
    await write(tenant.db, tenant.actor, (tx) =>
      tx.update(regionTable).set({ nameEn: "Baku" }).where(eq(regionTable.name, "Bakı")),
    );
    const english = await readDashboard(tenant.db, { ...asked, locale: "en" });
    expect(english.regions.map((region) => region.name)).toEqual(expect.arrayContaining(["Baku", "Gəncə"]));
    const russian = await readDashboard(tenant.db, { ...asked, locale: "ru" });
    expect(russian.regions[0]?.name).toBe("Bakı");
  });

  it("names the five who came last, the newest first, archived ones left out", async () => {
    const { newest } = await readDashboard(tenant.db, asked);
    expect(newest.map((doctor) => doctor.code)).toEqual([
      "D-009999",
      "D-009998",
      "D-009997",
      "D-009996",
      "D-009995",
    ]);
    expect(newest[0]?.clinic).toBeNull();
    expect(newest[0]?.specialization).toMatch(/\p{L}/u);
  });

  it("tells the last changes, the latest first, and none to those who may not read them", async () => {
    const { changes } = await readDashboard(tenant.db, asked);
    expect(changes?.map((change) => change.subjectLabel)).toEqual(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `Nr ${n}`),
    );
    expect((await readDashboard(tenant.db, { ...asked, withChanges: false })).changes).toBeNull();
  });

  it("asks as often as for an empty company", async () => {
    const empty = await testTenant();
    const [few, many] = [counting(empty.db), counting(tenant.db)];
    await readDashboard(few.db, asked);
    await readDashboard(many.db, asked);
    empty.dispose();
    expect(many.asked()).toBe(few.asked());
    expect(many.asked()).toBeLessThanOrEqual(7);
  });

  it("never reads the table of doctors from end to end: indexes answer every question", async () => {
    const { db } = tenant;
    const client = createClient({ url: fileUrl(tenant.path, "ro") });
    const queries = [
      workspaceQuery(db, now),
      countByRegion(db, "az"),
      countBySpecialization(db, "ru"),
      newestDoctors(db, "en"),
      recentChanges(db),
    ];
    for (const query of queries) {
      const { sql, params } = query.toSQL();
      const plan = await client.execute({ sql: `EXPLAIN QUERY PLAN ${sql}`, args: params as string[] });
      const lines = plan.rows.map((row) => String(row.detail));
      const scans = lines.filter((line) => /^SCAN (doctors|audit_events)/.test(line));
      for (const scan of scans) expect(scan).toMatch(/USING COVERING INDEX|^SCAN audit_events$/);
    }
    client.close();
  });
});
