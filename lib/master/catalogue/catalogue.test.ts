import { describe, expect, it } from "vitest";
import { fold } from "@/lib/domain/folding";
import { isId } from "@/lib/domain/id";
import { catalogue } from "./catalogue";
import { hashOf } from "./catalogue-hash";

const { regions, cities, clinics, specializations } = catalogue;
const kinds = { regions, cities, clinics, specializations };
const named = (rows: readonly { code: string; nameAz: string }[], ...codes: string[]) =>
  codes.map((code) => rows.find((row) => row.code === code)?.nameAz);
const repeated = (values: string[]) => values.filter((value, at) => values.indexOf(value) !== at);

describe("the shipped catalogue", () => {
  it("has the seed's rows exactly", () => {
    expect(named(regions, "BAK", "GAN", "SMQ", "MIN", "ABS")).toEqual([
      "Bakı",
      "Gəncə",
      "Sumqayıt",
      "Mingəçevir",
      "Abşeron",
    ]);
    expect(cities.map((city) => city.nameAz)).toEqual(expect.arrayContaining(["Bakı", "Gəncə", "Sumqayıt"]));
    expect(clinics.map((clinic) => clinic.nameAz)).toEqual(["Bakı Mərkəzi Klinika"]);
    expect(named(specializations, "THER", "CARD", "NEUR", "PEDI", "SURG", "ORTH", "DERM")).toEqual([
      "Terapevt",
      "Kardioloq",
      "Nevroloq",
      "Pediatr",
      "Cərrah",
      "Ortoped",
      "Dermatoloq",
    ]);
  });

  it("has all 78 subdivisions of ISO 3166-2:AZ: the autonomous republic, 11 cities and 66 districts", () => {
    const isoCodes = regions.map((region) => region.isoCode ?? "");
    expect(new Set(isoCodes).size).toBe(78);
    expect(isoCodes.filter((code) => /^AZ-[A-Z]{2}$/.test(code))).toHaveLength(12);
    expect(isoCodes.filter((code) => /^AZ-[A-Z]{3}$/.test(code))).toHaveLength(66);
  });

  it("derives every other region's code from ISO", () => {
    const own = regions
      .filter((region) => region.isoCode !== `AZ-${region.code}`)
      .map((region) => region.code);
    expect(own).toEqual(["BAK", "GAN", "SMQ", "MIN"]);
  });

  it("has at least one city in every region, so that a doctor can be added there", () => {
    const withCity = new Set(cities.map((city) => city.regionId));
    expect(regions.filter((region) => !withCity.has(region.id))).toEqual([]);
  });

  it("has no dangling parents", () => {
    const known = new Set([...regions, ...cities].map((row) => row.id));
    expect(cities.filter((city) => !known.has(city.regionId))).toEqual([]);
    expect(clinics.filter((clinic) => !known.has(clinic.cityId))).toEqual([]);
  });

  it.each(Object.entries(kinds))(
    "has %s with unique codes and ids and a name in every language",
    (_, rows) => {
      expect(repeated(rows.map((row) => row.code))).toEqual([]);
      expect(repeated(rows.map((row) => row.id))).toEqual([]);
      for (const row of rows) {
        expect(isId(row.id)).toBe(true);
        expect(row.code).toMatch(/^[A-Z0-9_]{2,20}$/);
        for (const name of [row.nameAz, row.nameEn, row.nameRu])
          expect(name).toBe(name.normalize("NFC").trim());
        expect(row.nameRu).toMatch(/^[А-ЯЁ][А-ЯЁа-яё() -]+$/);
        expect(row.nameEn).toMatch(/^[A-Z][A-Za-z() -]+$/);
        expect(row.nameAz).toMatch(/^[A-ZÇƏĞÖŞÜİ][a-zçəğıöşüA-ZÇƏĞÖŞÜİ() -]+$/);
      }
    },
  );

  it.each(["nameAz", "nameEn", "nameRu"] as const)(
    "tells regions and specializations apart by %s, folded",
    (language) => {
      expect(repeated(regions.map((row) => fold(row[language])))).toEqual([]);
      expect(repeated(specializations.map((row) => fold(row[language])))).toEqual([]);
      expect(repeated(cities.map((row) => row.regionId + fold(row[language])))).toEqual([]);
    },
  );

  it("has a full list of specialities", () => expect(specializations.length).toBeGreaterThanOrEqual(60));
});

describe("the hash", () => {
  it("does not depend on the order of the rows", () => {
    expect(hashOf({ ...kinds, regions: [...regions].reverse() })).toBe(catalogue.hash);
  });

  it("changes with a name, a code, a parent", () => {
    const [first, ...rest] = cities;
    if (!first) throw new Error("no cities");
    for (const change of [{ nameRu: "Баку 2" }, { code: "BAKU" }, { regionId: "x" }]) {
      expect(hashOf({ ...kinds, cities: [{ ...first, ...change }, ...rest] })).not.toBe(catalogue.hash);
    }
  });
});
