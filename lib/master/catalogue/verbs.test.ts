import { desc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, catalogueRegions, catalogueVersions } from "@/drizzle/master/schema";
import { addEntry } from "./add-entry";
import { archiveEntry, restoreEntry } from "./archive-entry";
import { catalogueMaster, later, now, regionForm } from "./catalogue.fixture";
import { editEntry } from "./edit-entry";
import { catalogueHash, currentCatalogueVersion, readCatalogue } from "./queries";
import { catalogueInput } from "./schema";
import { seedCatalogue } from "./seed-catalogue";

let master: Awaited<ReturnType<typeof catalogueMaster>>;
beforeEach(async () => {
  master = await catalogueMaster();
});
afterEach(() => master.dispose());

const edit = async (...form: Parameters<typeof master.formOf>) => {
  const input = await master.formOf(...form);
  return master.inWrite((tx) => editEntry(tx, input, later));
};
const version = async () => (await currentCatalogueVersion(master.db))?.version;
const lastEvent = async () =>
  (await master.db.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1))[0];

describe("adding to the catalogue", () => {
  it("keeps the row, tells the audit, and raises the version to the hash over all rows", async () => {
    const added = await master.inWrite((tx) => addEntry(tx, regionForm(), later));
    expect(added).toMatchObject({ nameAz: "Ağdərə", code: "AGDR", isoCode: null, version: 1 });
    expect(added.editedAt).toBe(later.getTime());
    expect(await currentCatalogueVersion(master.db)).toEqual({
      version: 2,
      hash: await catalogueHash(master.db),
      appliedAt: later.getTime(),
    });
    const event = await lastEvent();
    expect(event).toMatchObject({ action: "catalogue.added", subjectType: "region", subjectLabel: "Ağdərə" });
    expect(JSON.parse(event?.changes ?? "")).toMatchObject({
      code: [null, "AGDR"],
      nameRu: [null, "Агдере"],
    });
  });

  it.each([
    ["a code that is taken", { code: "BAK" }, "code", "Bakı"],
    ["an ISO code that is taken", { isoCode: "AZ-BA" }, "isoCode", "Bakı"],
    ["the same Azerbaijani name, however spelled", { nameAz: "  BAKI " }, "nameAz", "Bakı"],
    ["the same English name", { nameEn: "baku" }, "nameEn", "Baku"],
    ["the same Russian name", { nameRu: "БАКУ" }, "nameRu", "Баку"],
  ])("refuses %s, naming the other, and writes nothing", async (_, change, field, of) => {
    const adding = master.inWrite((tx) => addEntry(tx, regionForm(change), later));
    await expect(adding).rejects.toMatchObject({ code: "duplicate", params: { field, of } });
    expect(await master.db.$count(catalogueRegions)).toBe(78);
    expect(await version()).toBe(1);
  });

  it("allows a city of the same name in another region, and refuses it in the same one", async () => {
    const names = { nameAz: "Bakı", nameEn: "Baku", nameRu: "Баку", kind: "city", code: "BAK2" };
    const inRegion = async (code: string) =>
      catalogueInput.parse({ ...names, regionId: (await master.shipped("region", code)).id });
    const [same, other] = [await inRegion("BAK"), await inRegion("GAN")];
    await expect(master.inWrite((tx) => addEntry(tx, same, later))).rejects.toMatchObject({
      code: "duplicate",
    });
    expect(await master.inWrite((tx) => addEntry(tx, other, later))).toMatchObject({ nameAz: "Bakı" });
  });

  it("refuses a parent that is archived, or lies in something that is", async () => {
    const clinic = catalogueInput.parse({
      ...{ kind: "clinic", nameAz: "Yeni", nameEn: "New", nameRu: "Новая", code: "NEW" },
      cityId: (await master.shipped("city", "GAN")).id,
    });
    const { id } = await master.shipped("region", "GAN");
    await master.inWrite((tx) => archiveEntry(tx, { kind: "region", id }, now));
    await expect(master.inWrite((tx) => addEntry(tx, clinic, later))).rejects.toMatchObject({
      fieldErrors: { cityId: "errors.catalogueParentArchived" },
    });
  });
});

describe("editing the catalogue", () => {
  it("makes the row the master admin's, tells what changed, and raises the version", async () => {
    expect(await edit("region", "BAK", { nameEn: "Baku City" })).toMatchObject({
      nameEn: "Baku City",
      editedAt: later.getTime(),
      version: 2,
    });
    const event = await lastEvent();
    expect(event?.action).toBe("catalogue.edited");
    expect(JSON.parse(event?.changes ?? "")).toEqual({ nameEn: ["Baku", "Baku City"] });
    expect(await version()).toBe(2);
  });

  it("tells a move by the names of the parents", async () => {
    await edit("city", "SMQ", { regionId: (await master.shipped("region", "ABS")).id });
    expect(JSON.parse((await lastEvent())?.changes ?? "")).toEqual({ region: ["Sumqayıt", "Abşeron"] });
  });

  it("writes nothing for a form that was sent back unchanged", async () => {
    const events = await master.db.$count(auditEvents);
    expect(await edit("clinic", "BMK")).toMatchObject({ version: 1, editedAt: null });
    expect(await master.db.$count(auditEvents)).toBe(events);
    expect(await master.db.$count(catalogueVersions)).toBe(1);
  });

  it("refuses the second of two editors, naming the first", async () => {
    await edit("region", "BAK", { nameEn: "Baku City" });
    await expect(edit("region", "BAK", { nameEn: "Bakoo", version: 1 })).rejects.toMatchObject({
      code: "staleVersion",
      params: { changedBy: "Test" },
    });
    expect((await master.shipped("region", "BAK")).nameEn).toBe("Baku City");
  });
});

describe("archiving and restoring", () => {
  it("takes a row and what lies below it out of what new companies get, and brings both back", async () => {
    const { id } = await master.shipped("region", "BAK");
    await master.inWrite((tx) => archiveEntry(tx, { kind: "region", id }, later));
    const without = await readCatalogue(master.db);
    const codes = (rows: readonly { code: string }[]) => rows.map(({ code }) => code);
    expect(codes(without.regions)).not.toContain("BAK");
    expect(codes(without.cities)).not.toContain("BAK");
    expect(without.clinics).toEqual([]);
    await master.inWrite((tx) => restoreEntry(tx, { kind: "region", id }, later));
    const again = await readCatalogue(master.db);
    expect(codes(again.regions)).toContain("BAK");
    expect(codes(again.clinics)).toEqual(["BMK"]);
    expect(again.hash).not.toBe(without.hash);
    expect(await version()).toBe(3);
  });

  it("does nothing the second time", async () => {
    const { id } = await master.shipped("specialization", "CARD");
    const target = { kind: "specialization", id } as const;
    await master.inWrite((tx) => archiveEntry(tx, target, later));
    const events = await master.db.$count(auditEvents);
    expect(await master.inWrite((tx) => archiveEntry(tx, target, later))).toMatchObject({ version: 2 });
    expect(await master.db.$count(auditEvents)).toBe(events);
    expect(await version()).toBe(2);
  });
});

describe("a later start", () => {
  const start = () => master.inWrite((tx) => seedCatalogue(tx, later));

  it("leaves what a master admin edited, even its code, and gives it no double", async () => {
    await edit("region", "BAK", { nameEn: "Baku City", code: "BKU", isoCode: "" });
    expect((await start()).version).toBe(2);
    expect(await master.shipped("region", "BAK")).toMatchObject({
      nameEn: "Baku City",
      code: "BKU",
      isoCode: null,
    });
    expect(await master.db.$count(catalogueRegions)).toBe(78);
  });

  it("leaves archived what a master admin archived", async () => {
    const { id } = await master.shipped("region", "BAK");
    await master.inWrite((tx) => archiveEntry(tx, { kind: "region", id }, now));
    await start();
    expect((await master.shipped("region", "BAK")).archivedAt).toBe(now.getTime());
  });

  it("brings a row that nobody edited to what ships, so that a form opened before is refused", async () => {
    await master.inWrite((tx) => tx.update(catalogueRegions).set({ nameEn: "Old" }));
    await start();
    expect(await master.shipped("region", "GAN")).toMatchObject({
      nameEn: "Ganja",
      version: 2,
      editedAt: null,
    });
  });

  it("does not fail on a row of one's own with the ISO code or the name of one that ships", async () => {
    const missing = await master.shipped("region", "QBA");
    const form = { code: "OWN", isoCode: missing.isoCode, nameAz: "Ayrı", nameEn: "Other", nameRu: "Другой" };
    await edit("region", "QBA", { isoCode: "", code: "TMP" });
    const own = await master.inWrite((tx) => addEntry(tx, regionForm(form), now));
    await start();
    expect(await master.db.$count(catalogueRegions)).toBe(79);
    expect(own.isoCode).toBe("AZ-QBA");
  });
});
