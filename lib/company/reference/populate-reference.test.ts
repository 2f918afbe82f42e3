import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import { write } from "@/lib/databases";
import type { Catalogue } from "@/lib/domain/catalogue";
import { newId } from "@/lib/domain/id";
import { testTenant } from "@/lib/testing";
import { populateReference } from "./populate-reference";
import { searchColumns } from "./search-columns";

const now = new Date("2026-11-21T10:00:00Z");
const names = (az: string, en = az, ru = az) => ({ nameAz: az, nameEn: en, nameRu: ru });
const baku = { id: newId(), code: "BAK", isoCode: "AZ-BA", ...names("Bakı", "Baku", "Баку") };
const ganja = { id: newId(), code: "GAN", isoCode: "AZ-GA", ...names("Gəncə", "Ganja", "Гянджа") };
const bakuCity = { id: newId(), code: "BAK", regionId: baku.id, ...names("Bakı", "Baku", "Баку") };
const catalogue: Catalogue = {
  hash: "",
  regions: [baku, ganja],
  cities: [bakuCity, { id: newId(), code: "GAN", regionId: ganja.id, ...names("Gəncə") }],
  clinics: [{ id: newId(), code: "BMK", cityId: bakuCity.id, ...names("Bakı Mərkəzi Klinika") }],
  specializations: [
    { id: newId(), code: "THER", ...names("Terapevt") },
    { id: newId(), code: "CARD", ...names("Kardioloq") },
  ],
};
const all = 7;
let tenant: Awaited<ReturnType<typeof testTenant>>;

beforeEach(async () => {
  tenant = await testTenant();
});
afterEach(() => tenant.dispose());

const populate = () =>
  write(tenant.db, tenant.actor, (tx) => populateReference(tx, { number: 1, catalogue, formerly: [] }, now));
const own = (name: string) => ({
  id: newId(),
  name,
  origin: "company" as const,
  ...searchColumns({ name, nameEn: null, nameRu: null }),
});

describe("populateReference", () => {
  it("copies the whole catalogue, each row below its own parent", async () => {
    expect(await populate()).toEqual({ inserted: all, unchanged: 0, skipped: 0 });
    const [clinic] = await tenant.db
      .select({
        clinic: clinics.name,
        city: cities.name,
        region: regions.code,
        iso: regions.isoCode,
        origin: clinics.origin,
      })
      .from(clinics)
      .innerJoin(cities, eq(cities.id, clinics.cityId))
      .innerJoin(regions, eq(regions.id, cities.regionId));
    expect(clinic).toEqual({
      clinic: "Bakı Mərkəzi Klinika",
      city: "Bakı",
      region: "BAK",
      iso: "AZ-BA",
      origin: "catalogue",
    });
    expect(await tenant.db.$count(specializations)).toBe(catalogue.specializations.length);
  });

  it("changes nothing the second time", async () => {
    await populate();
    const before = await tenant.db.select().from(regions);
    expect(await populate()).toEqual({ inserted: 0, unchanged: all, skipped: 0 });
    expect(await tenant.db.select().from(regions)).toEqual(before);
  });

  it("leaves what the company has edited or archived as it is", async () => {
    await populate();
    const edited = { name: "Bakı şəhəri", nameFolded: "baki seheri", code: "BKU", archivedAt: 5, version: 2 };
    await write(tenant.db, tenant.actor, (tx) =>
      tx.update(regions).set(edited).where(eq(regions.code, "BAK")),
    );
    expect(await populate()).toEqual({ inserted: 0, unchanged: all, skipped: 0 });
    const [row] = await tenant.db.select().from(regions).where(eq(regions.code, "BKU"));
    expect(row).toMatchObject({ ...edited, origin: "catalogue" });
  });

  it("leaves deleted what was deleted since", async () => {
    await populate();
    await write(tenant.db, tenant.actor, (tx) =>
      tx.delete(specializations).where(eq(specializations.code, "CARD")),
    );
    expect(await populate()).toEqual({ inserted: 0, unchanged: all - 1, skipped: 1 });
  });

  it("skips a region whose name the company has, however it is spelled, and hangs the cities under the company's", async () => {
    const ours = { ...own("BAKI"), code: "B1" };
    await write(tenant.db, tenant.actor, (tx) => tx.insert(regions).values(ours));
    expect(await populate()).toEqual({ inserted: all - 1, unchanged: 0, skipped: 1 });
    expect(
      await tenant.db.select({ name: cities.name }).from(cities).where(eq(cities.regionId, ours.id)),
    ).toEqual([{ name: "Bakı" }]);
    expect(
      await tenant.db.select({ name: regions.name }).from(regions).where(eq(regions.code, "B1")),
    ).toEqual([{ name: "BAKI" }]);
  });

  it("skips a region whose code the company uses for another, with everything below it", async () => {
    await write(tenant.db, tenant.actor, (tx) =>
      tx.insert(regions).values({ ...own("Baş ofis"), code: "BAK" }),
    );
    expect(await populate()).toEqual({ inserted: all - 3, unchanged: 0, skipped: 3 });
    expect(await tenant.db.$count(clinics)).toBe(0);
  });

  it("takes a city's namesake in another region for a different city", async () => {
    const region = { ...own("Qərb"), code: "WEST" };
    await write(tenant.db, tenant.actor, async (tx) => {
      await tx.insert(regions).values(region);
      await tx.insert(cities).values({ ...own("Bakı"), regionId: region.id });
    });
    expect(await populate()).toEqual({ inserted: all, unchanged: 0, skipped: 0 });
  });
});
