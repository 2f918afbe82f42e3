import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TenantDb, type TenantTx, write } from "@/lib/databases";
import { newId } from "@/lib/domain/id";
import type { Query } from "@/lib/domain/list-query";
import { testTenant } from "@/lib/testing";
import { addDoctor } from "./add-doctor";
import { archiveDoctor } from "./archive-doctor";
import { form, insertReference, now, type Reference } from "./doctors.fixture";
import { exportDoctors } from "./export-doctors";
import { referenceFacet } from "./facets";
import { parseDoctorFilter } from "./filter";
import { countArchivedMatching, countMatching, listDoctors } from "./list-doctors";
import { countArchivedDoctors, countDoctors } from "./queries";
import { resolveFilter } from "./resolve-filter";

let tenant: Awaited<ReturnType<typeof testTenant>>;
let db: TenantDb;
let r: Reference;

async function addAll(tx: TenantTx) {
  const add = (name: string, change: Record<string, unknown>, minute: number) => {
    const [firstName, lastName] = name.split(" ");
    const at = new Date(now.getTime() + minute * 60_000);
    return addDoctor(tx, form(r, { firstName, lastName, ...change }), { limit: null, now: at });
  };
  const sumqayit = { cityId: r.sumqayit.id, clinicId: r.sumqayitClinic.id };
  const ganja = { regionId: r.ganja.id, cityId: r.ganjaCity.id };
  await add("Çingiz Əliyev", { category: "B", phone: "050 212 44 18" }, 1);
  await add("İsmayıl Quliyev", { ...sumqayit, category: "A", specializationId: r.surgery.id }, 2);
  await add("Aysel Məmmədova", { clinicId: r.central.id, category: "A", email: "aysel@klinika.az" }, 3);
  await add("Xalid Xəlilov", { ...ganja, specializationId: r.therapy.id, isActive: false }, 4);
  await add("Cavid Həsənov", { ...ganja, clinicId: r.ganjaClinic.id }, 5);
  const gone = await add("Zaur Babayev", { ...sumqayit }, 6);
  await archiveDoctor(tx, gone.id, now);
}

beforeAll(async () => {
  tenant = await testTenant();
  db = tenant.db;
  r = await insertReference(db, tenant.actor);
  await write(db, tenant.actor, addAll);
});
afterAll(() => tenant.dispose());

const list = (query: Query, locale: "az" | "en" | "ru" = "az") =>
  listDoctors(db, parseDoctorFilter(query), locale);
const names = async (query: Query, locale: "az" | "en" | "ru" = "az") =>
  (await list(query, locale)).rows.map((row) => row.firstName);

describe("the list", () => {
  it("shows everyone who is not archived in the order of the alphabet, with the names of their places", async () => {
    const page = await list({});
    expect(page.rows.map((row) => row.firstName)).toEqual(["Aysel", "Cavid", "Çingiz", "Xalid", "İsmayıl"]);
    expect(page).toMatchObject({ total: 5, page: 1, size: 25 });
    expect(page.rows[0]).toMatchObject({
      code: "D-000003",
      specialization: "Kardioloq",
      region: "Bakı",
      clinic: "Bakı Mərkəzi Klinika",
    });
  });

  it("speaks the reader's language, and Azerbaijani where nobody translated", async () => {
    const { rows } = await list({ q: "xalid" }, "en");
    expect(rows[0]).toMatchObject({ region: "Ganja", specialization: "Terapevt", clinic: null });
  });

  it.each<[string, () => Query, string[]]>([
    ["a region", () => ({ region: r.ganja.id }), ["Cavid", "Xalid"]],
    ["several cities", () => ({ city: [r.sumqayit.id, r.ganjaCity.id] }), ["Cavid", "Xalid", "İsmayıl"]],
    ["a clinic", () => ({ clinic: r.central.id }), ["Aysel"]],
    ["a specialization", () => ({ specialization: r.surgery.id }), ["İsmayıl"]],
    ["categories", () => ({ category: ["A", "B"] }), ["Aysel", "Çingiz", "İsmayıl"]],
    ["active ones", () => ({ status: "active" }), ["Aysel", "Cavid", "Çingiz", "İsmayıl"]],
    ["inactive ones", () => ({ status: "inactive" }), ["Xalid"]],
    ["archived ones", () => ({ status: "archived" }), ["Zaur"]],
    ["several things at once", () => ({ region: r.baku.id, category: "A", q: "ays" }), ["Aysel"]],
    ["nothing that exists", () => ({ region: newId() }), []],
  ])("is narrowed down to %s", async (_, query, expected) => {
    expect(await names(query())).toEqual(expected);
    expect(await countMatching(db, parseDoctorFilter(query()))).toBe(expected.length);
  });

  it.each([
    ["İSMAYIL", ["İsmayıl"]],
    ["ismayil", ["İsmayıl"]],
    ["aliyev", []],
    ["eliyev", ["Çingiz"]],
    ["ƏLİYEV çin", ["Çingiz"]],
    ["D-000005", ["Cavid"]],
    ["050 212 44", ["Çingiz"]],
    ["aysel@klinika.az", ["Aysel"]],
    ["ləyev", []],
    ["%", []],
    ["zaur", []],
  ])("searched for %s", async (q, expected) => expect(await names({ q })).toEqual(expected));

  it("knows how many of the archived a search that finds nobody would have found", async () => {
    const archived = (query: Query) => countArchivedMatching(db, parseDoctorFilter(query));
    expect(await names({ q: "zaur" })).toEqual([]);
    expect(await archived({ q: "zaur" })).toBe(1);
    expect(await archived({ q: "zaur", status: "inactive" })).toBe(1);
    expect(await archived({ q: "zaur", category: "A" })).toBe(0);
    expect(await archived({ q: "aysel" })).toBe(0);
  });

  it("searches the archived when asked", async () => {
    expect(await names({ q: "zaur", status: "archived" })).toEqual(["Zaur"]);
  });

  it.each<[string, string[]]>([
    ["-name", ["İsmayıl", "Xalid", "Çingiz", "Cavid", "Aysel"]],
    ["code", ["Çingiz", "İsmayıl", "Aysel", "Xalid", "Cavid"]],
    ["-created", ["Cavid", "Xalid", "Aysel", "İsmayıl", "Çingiz"]],
    ["specialization", ["İsmayıl", "Aysel", "Cavid", "Çingiz", "Xalid"]],
    ["-region", ["Cavid", "Xalid", "Aysel", "Çingiz", "İsmayıl"]],
    ["city", ["Aysel", "Çingiz", "Cavid", "Xalid", "İsmayıl"]],
    ["clinic", ["İsmayıl", "Aysel", "Cavid", "Çingiz", "Xalid"]],
    ["-clinic", ["Cavid", "Aysel", "İsmayıl", "Çingiz", "Xalid"]],
    ["category", ["Aysel", "İsmayıl", "Çingiz", "Cavid", "Xalid"]],
    ["status", ["Aysel", "Cavid", "Çingiz", "İsmayıl", "Xalid"]],
  ])("sorted by %s", async (sort, expected) => expect(await names({ sort })).toEqual(expected));

  it("sorts places and specializations by their names in the reader's language", async () => {
    expect(await names({ sort: "specialization" }, "en")).toEqual([
      "Aysel",
      "Cavid",
      "Çingiz",
      "İsmayıl",
      "Xalid",
    ]);
  });
});

describe("what can be filtered by", () => {
  it("is what doctors have, with how many", async () => {
    const facet = await referenceFacet(db, "region", parseDoctorFilter({}), "az");
    expect(facet).toEqual([
      { value: r.baku.id, label: "Bakı", count: 3 },
      { value: r.ganja.id, label: "Gəncə", count: 2 },
    ]);
    const cities = await referenceFacet(db, "city", parseDoctorFilter({}), "az");
    expect(cities.map(({ label, count }) => [label, count])).toEqual([
      ["Bakı", 2],
      ["Gəncə", 2],
      ["Sumqayıt", 1],
    ]);
  });

  it("keeps to the chosen region and city", async () => {
    const labels = async (facet: "city" | "clinic", query: Query) =>
      (await referenceFacet(db, facet, parseDoctorFilter(query), "az")).map(({ label }) => label);
    expect(await labels("city", { region: r.ganja.id })).toEqual(["Gəncə"]);
    expect(await labels("clinic", { region: r.baku.id })).toEqual([
      "1 saylı Sumqayıt Poliklinikası",
      "Bakı Mərkəzi Klinika",
    ]);
    expect(await labels("clinic", { region: r.baku.id, city: r.bakuCity.id })).toEqual([
      "Bakı Mərkəzi Klinika",
    ]);
  });

  it("counts those a plan counts, and those in the archive", async () => {
    expect(await countDoctors(db)).toBe(5);
    expect(await countArchivedDoctors(db)).toBe(1);
  });
});

describe("a filter that is resolved", () => {
  it("has names, and drops what no longer exists or lies elsewhere", async () => {
    const asked = parseDoctorFilter({
      region: [r.baku.id, newId()],
      city: [r.bakuCity.id, r.ganjaCity.id],
      clinic: [r.central.id, r.ganjaClinic.id, r.sumqayitClinic.id],
      specialization: r.surgery.id,
    });
    const { filter, names: labels } = await resolveFilter(db, asked, "en");
    expect(filter).toMatchObject({
      region: [r.baku.id],
      city: [r.bakuCity.id],
      clinic: [r.central.id],
      specialization: [r.surgery.id],
    });
    expect(labels.get(r.baku.id)).toBe("Baku");
    expect(labels.get(r.surgery.id)).toBe("Surgeon");
  });
});

describe("the export", () => {
  it("has the filtered doctors in their order, whatever the page", async () => {
    const { count, batches } = await exportDoctors(db, parseDoctorFilter({ sort: "-name", page: "3" }), "az");
    const rows = [];
    for await (const batch of batches) rows.push(...batch);
    expect(count).toBe(5);
    expect(rows.map((row) => row.firstName)).toEqual(["İsmayıl", "Xalid", "Çingiz", "Cavid", "Aysel"]);
  });
});
