import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { catalogueCities, catalogueRegions, catalogueVersions } from "@/drizzle/master/schema";
import { write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import { testMaster } from "@/lib/testing";
import { catalogue } from "./catalogue";
import { catalogueHash, currentCatalogueVersion, readCatalogue } from "./queries";
import { seedCatalogue } from "./seed-catalogue";

const now = new Date("2026-11-21T10:00:00Z");
let master: Awaited<ReturnType<typeof testMaster>>;
const seed = () => write(master.db, master.actor, (tx) => seedCatalogue(tx, now));

beforeEach(async () => {
  master = await testMaster();
});
afterEach(() => master.dispose());

it("puts the whole catalogue into the master database and records its edition", async () => {
  expect(await seed()).toEqual({ version: 1, hash: catalogue.hash, appliedAt: now.getTime() });
  const read = await readCatalogue(master.db);
  expect(read.hash).toBe(catalogue.hash);
  expect(read.regions).toHaveLength(78);
  expect(new Set(read.cities)).toEqual(new Set(catalogue.cities));
});

it("changes nothing the second time", async () => {
  await seed();
  const before = await master.db.select().from(catalogueRegions);
  expect((await seed()).version).toBe(1);
  expect(await master.db.select().from(catalogueRegions)).toEqual(before);
  expect(await master.db.$count(catalogueVersions)).toBe(1);
});

it("corrects a row that differs, keeps rows of one's own, and records a new edition for those", async () => {
  await seed();
  const own = {
    id: newId(),
    code: "AGD",
    isoCode: null,
    nameAz: "Ağdərə",
    nameEn: "Aghdara",
    nameRu: "Агдере",
  };
  await write(master.db, master.actor, async (tx) => {
    await tx.update(catalogueRegions).set({ nameEn: "Bakoo" }).where(eq(catalogueRegions.code, "BAK"));
    await tx.insert(catalogueRegions).values(own);
  });
  expect((await seed()).version).toBe(2);
  const read = await readCatalogue(master.db);
  expect(read.regions.find((region) => region.code === "BAK")?.nameEn).toBe("Baku");
  expect(read.regions).toContainEqual(own);
  expect((await currentCatalogueVersion(master.db))?.hash).toBe(await catalogueHash(master.db));
});

it("hangs cities under a region that somebody made first under the same code", async () => {
  const id = newId();
  await write(master.db, master.actor, (tx) =>
    tx.insert(catalogueRegions).values({ id, code: "BAK", nameAz: "B", nameEn: "B", nameRu: "B" }),
  );
  await seed();
  const [city] = await master.db.select().from(catalogueCities).where(eq(catalogueCities.code, "BAK"));
  expect(city?.regionId).toBe(id);
});
