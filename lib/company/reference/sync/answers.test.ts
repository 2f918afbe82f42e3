import { asc } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, specializations } from "@/drizzle/tenant/schema";
import { deleteReference } from "../delete-reference";
import { editReference } from "../edit-reference";
import { parseReferenceFilter } from "../filter";
import { listReference } from "../list-reference";
import { add, addDoctorAt, city, clinic, region, specialization } from "../reference.fixture";
import type { ReferenceEntry } from "../require-entry";
import { declineLink, linkReference } from "./link-reference";
import { listOffers } from "./offers";
import { provenanceOf } from "./provenance";
import { returnToCatalogue } from "./return-to-catalogue";
import {
  catalogueOf,
  everything,
  renamed,
  type SyncedTenant,
  smallCatalogue,
  syncedTenant,
} from "./sync.fixture";

const entries = smallCatalogue();
let tenant: SyncedTenant;

beforeEach(async () => {
  tenant = await syncedTenant();
});
afterEach(() => tenant.dispose());

const lastEvent = async () =>
  (await tenant.db.select().from(auditEvents).orderBy(asc(auditEvents.seq))).at(-1);
const found = <T>(row: T | null): T => {
  if (row === null) throw new Error("There is no such row.");
  return row;
};
const edit = (row: ReferenceEntry, change: object) =>
  tenant.inWrite((tx) =>
    editReference(tx, {
      ...specialization(row.name, row.code ?? ""),
      nameEn: row.nameEn,
      nameRu: row.nameRu,
      id: row.id,
      version: row.version,
      ...change,
    }),
  );

describe("a row of the company's own that the catalogue now has", () => {
  it.each([
    ["name", specialization("KARDIOLOQ", "HEART")],
    ["code", specialization("Ürək həkimi", "CARD")],
  ] as const)("is offered for linking by its %s and never doubled", async (by, input) => {
    const own = await add(tenant, input);
    const plan = await tenant.sync(catalogueOf(entries));
    expect(plan.changes.filter(({ type }) => type === "offered")).toMatchObject([
      { kind: "specialization", rowId: own.id, by, name: own.name },
    ]);
    expect(await listOffers(tenant.db, "specialization")).toMatchObject([
      {
        catalogueId: entries.cardiologist.id,
        by,
        row: { id: own.id },
        entry: { name: "Kardioloq", code: "CARD" },
      },
    ]);
    expect(await tenant.db.$count(specializations)).toBe(2);
  });

  it("becomes the catalogue's with its id and its own words, and follows where it has none", async () => {
    const own = await add(tenant, { ...specialization("Ürək həkimi", "CARD"), nameEn: "Kardioloq" });
    await tenant.sync(catalogueOf(entries));
    const target = { kind: "specialization" as const, catalogueId: entries.cardiologist.id };
    const linked = await tenant.inWrite((tx) => linkReference(tx, target));
    expect(linked).toMatchObject({ id: own.id, origin: "catalogue", name: "Ürək həkimi", version: 2 });
    expect(await lastEvent()).toMatchObject({ action: "reference.linked", subjectId: own.id });
    expect(await listOffers(tenant.db, "specialization")).toEqual([]);
    await expect(tenant.inWrite((tx) => linkReference(tx, target))).rejects.toMatchObject({
      code: "notFound",
    });
    await tenant.sync(
      catalogueOf({ ...entries, cardiologist: renamed(entries.cardiologist, "Kardioloq 2") }),
    );
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toMatchObject({
      id: own.id,
      name: "Ürək həkimi",
      nameEn: "Kardioloq 2",
    });
  });

  it("stays its own once that is said, and the entry is offered no more", async () => {
    const own = await add(tenant, specialization("Kardioloq", "HEART"));
    await tenant.sync(catalogueOf(entries));
    await tenant.inWrite((tx) =>
      declineLink(tx, { kind: "specialization", catalogueId: entries.cardiologist.id }),
    );
    expect(await lastEvent()).toMatchObject({ action: "reference.link-declined", subjectId: own.id });
    const plan = await tenant.sync(catalogueOf(entries));
    expect(plan).toMatchObject({ changes: [], links: [], counts: { absent: 1 } });
    expect(await listOffers(tenant.db, "specialization")).toEqual([]);
  });

  it("is no longer offered once it is gone or called otherwise: then the entry comes", async () => {
    const own = await add(tenant, specialization("Kardioloq", "HEART"));
    await tenant.sync(catalogueOf(entries));
    await tenant.inWrite((tx) => deleteReference(tx, { kind: "specialization", id: own.id }));
    expect(await listOffers(tenant.db, "specialization")).toEqual([]);
    expect((await tenant.sync(catalogueOf(entries))).counts).toMatchObject({ added: 1, links: 0 });
  });

  it("is not offered for what the catalogue took back", async () => {
    await add(tenant, specialization("Kardioloq", "HEART"));
    await tenant.sync(catalogueOf(entries));
    await tenant.sync(catalogueOf({ ...entries, cardiologist: undefined }));
    expect(await listOffers(tenant.db, "specialization")).toEqual([]);
  });

  it("gets the ISO code of the region it is linked with", async () => {
    await add(tenant, region("BAKI", "B1"));
    await tenant.sync(catalogueOf(entries));
    await tenant.inWrite((tx) => linkReference(tx, { kind: "region", catalogueId: entries.baku.id }));
    const row = found(await tenant.copyOf("region", entries.baku));
    expect(row).toMatchObject({ isoCode: "AZ-BA", name: "BAKI" });
    expect(await provenanceOf(tenant.db, row)).toMatchObject({
      differences: [{ field: "name" }, { field: "nameEn" }, { field: "nameRu" }, { field: "code" }],
    });
  });
});

describe("the origin of a row", () => {
  it("is shown in lists and on the row: the catalogue's, changed here, the company's own", async () => {
    await tenant.sync(catalogueOf(entries));
    await add(tenant, specialization("Həkim", "DOC"));
    const row = found(await tenant.copyOf("specialization", entries.cardiologist));
    await edit(row, { name: "Ürək həkimi", code: "HEART" });
    const filter = parseReferenceFilter("specialization", {});
    const list = await listReference(tenant.db, "specialization", filter, "az");
    expect(list.rows.map(({ label, origin }) => [label, origin])).toEqual([
      ["Həkim", "company"],
      ["Terapevt", "catalogue"],
      ["Ürək həkimi", "changed"],
    ]);
    const changed = parseReferenceFilter("specialization", { origin: "changed" });
    expect((await listReference(tenant.db, "specialization", changed, "az")).total).toBe(1);
    const edited = found(await tenant.copyOf("specialization", entries.cardiologist));
    expect(await provenanceOf(tenant.db, edited)).toEqual({
      from: "catalogue",
      withdrawn: false,
      differences: [
        { field: "name", here: "Ürək həkimi", catalogue: "Kardioloq" },
        { field: "code", here: "HEART", catalogue: "CARD" },
      ],
    });
  });

  it("sees a city that the company moved, and none that lies in the company's own region of that name", async () => {
    await add(tenant, region("BAKI", "B1"));
    await tenant.sync(catalogueOf(entries));
    const ganja = found(await tenant.copyOf("region", entries.ganja));
    const moved = found(await tenant.copyOf("clinic", entries.clinic));
    const ganjaCity = found(await tenant.copyOf("city", entries.ganjaCity));
    await tenant.inWrite((tx) =>
      editReference(tx, {
        ...clinic(moved.name, ganjaCity.id),
        nameEn: moved.nameEn,
        nameRu: moved.nameRu,
        id: moved.id,
        version: 1,
      }),
    );
    const originsOf = async (kind: "city" | "clinic") =>
      (await listReference(tenant.db, kind, parseReferenceFilter(kind, {}), "az")).rows.map(
        ({ origin }) => origin,
      );
    expect(await originsOf("city")).toEqual(["catalogue", "catalogue"]);
    expect(await originsOf("clinic")).toEqual(["changed"]);
    expect(ganja.name).toBe("Gəncə");
    expect(await provenanceOf(tenant.db, found(await tenant.copyOf("clinic", entries.clinic)))).toMatchObject(
      {
        differences: [{ field: "parentId", here: "Gəncə", catalogue: "Bakı" }],
      },
    );
  });
});

describe("returnToCatalogue", () => {
  it("takes the catalogue's words again, keeps what it knows nothing of, and follows from then on", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = found(await tenant.copyOf("specialization", entries.cardiologist));
    const edited = await edit(row, { name: "Ürək həkimi", code: "HEART" });
    const { kind, id, version } = edited;
    await expect(
      tenant.inWrite((tx) => returnToCatalogue(tx, { kind, id, version: 1 })),
    ).rejects.toMatchObject({
      code: "staleVersion",
    });
    expect(await tenant.inWrite((tx) => returnToCatalogue(tx, { kind, id, version }))).toMatchObject({
      name: "Kardioloq",
      code: "CARD",
      version: 3,
    });
    expect(await lastEvent()).toMatchObject({ action: "reference.returned", subjectId: id });
    await tenant.sync(
      catalogueOf({ ...entries, cardiologist: renamed(entries.cardiologist, "Kardioloq 2") }),
    );
    expect(await tenant.copyOf("specialization", entries.cardiologist)).toMatchObject({
      name: "Kardioloq 2",
    });
  });

  it("refuses a name that another row took, and a move under doctors; nothing is written then", async () => {
    await tenant.sync(catalogueOf(entries));
    const row = found(await tenant.copyOf("specialization", entries.cardiologist));
    const { kind, id, version } = await edit(row, { name: "Ürək həkimi" });
    await add(tenant, specialization("kardioloq", "K2"));
    const before = await everything(tenant);
    await expect(tenant.inWrite((tx) => returnToCatalogue(tx, { kind, id, version }))).rejects.toMatchObject({
      code: "duplicate",
    });
    expect(await everything(tenant)).toEqual(before);

    const quba = found(await tenant.copyOf("city", entries.ganjaCity));
    const north = found(await tenant.copyOf("region", entries.baku));
    const moved = await tenant.inWrite((tx) =>
      editReference(tx, {
        ...city(quba.name, north.id),
        nameEn: "Gəncə",
        nameRu: "Gəncə",
        id: quba.id,
        version: 1,
      }),
    );
    const hospital = await add(tenant, clinic("Klinika", quba.id));
    const surgeon = found(await tenant.copyOf("specialization", entries.therapist));
    await addDoctorAt(tenant, { north, quba, hospital, surgeon });
    await expect(
      tenant.inWrite((tx) => returnToCatalogue(tx, { kind: "city", id: quba.id, version: moved.version })),
    ).rejects.toMatchObject({ fieldErrors: { regionId: "errors.movesDoctors" } });
  });

  it("is not for the company's own rows", async () => {
    const { kind, id, version } = await add(tenant, specialization("Həkim", "DOC"));
    await expect(tenant.inWrite((tx) => returnToCatalogue(tx, { kind, id, version }))).rejects.toMatchObject({
      code: "notFound",
    });
  });
});
