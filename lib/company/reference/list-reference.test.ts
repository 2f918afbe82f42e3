import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { write } from "@/lib/databases";
import type { Query } from "@/lib/domain/list-query";
import type { Locale } from "@/lib/i18n/config";
import { testTenant } from "@/lib/testing";
import { archiveReference } from "./archive-reference";
import { countArchivedMatching, countReference } from "./count-reference";
import { isFiltered, parseReferenceFilter, referenceQuery } from "./filter";
import type { ReferenceKind } from "./kinds";
import { listReference } from "./list-reference";
import { referenceOptions } from "./options";
import { add, addDoctorAt, addPlaces, city, clinic, region, type Tenant } from "./reference.fixture";

let tenant: Tenant;

beforeEach(async () => {
  tenant = await testTenant({ catalogue: true });
});
afterEach(() => tenant.dispose());

const list = (kind: ReferenceKind, query: Query = {}, locale: Locale = "az") =>
  listReference(tenant.db, kind, parseReferenceFilter(kind, query), locale);
const labels = async (kind: ReferenceKind, query: Query = {}, locale: Locale = "az") =>
  (await list(kind, query, locale)).rows.map((row) => row.label);
const idOf = async (kind: ReferenceKind, q: string) => (await list(kind, { q })).rows[0]?.id ?? "";
const archive = (kind: ReferenceKind, id: string) =>
  write(tenant.db, tenant.actor, (tx) => archiveReference(tx, { kind, id }, new Date(1_000)));

describe("listReference", () => {
  it("pages through the whole catalogue in the order of the Azerbaijani alphabet", async () => {
    const first = await list("region");
    expect(first).toMatchObject({ total: 78, page: 1, size: 25 });
    expect(first.rows.slice(0, 3).map((row) => row.label)).toEqual(["Abşeron", "Ağcabədi", "Ağdam"]);
    const all = [
      ...first.rows,
      ...(await list("region", { page: "2" })).rows,
      ...(await list("region", { page: "3" })).rows,
      ...(await list("region", { page: "4" })).rows,
    ];
    expect(new Set(all.map((row) => row.id)).size).toBe(78);
    const names = all.map((row) => row.label);
    expect(names.indexOf("Xızı")).toBe(names.indexOf("Xocavənd") - 2);
    expect(names.indexOf("Şuşa")).toBeGreaterThan(names.indexOf("Sumqayıt"));
    expect(names.indexOf("Xaçmaz")).toBeLessThan(names.indexOf("İmişli"));
  });

  it("gives the last page for one beyond the end", async () => {
    expect(await list("region", { page: "99" })).toMatchObject({ page: 4 });
    expect(await list("region", { q: "yoxdur", page: "99" })).toMatchObject({ page: 1, total: 0, rows: [] });
  });

  it.each([
    ["sumqayit", ["Sumqayıt"]],
    ["SUMGAYIT", ["Sumqayıt"]],
    ["сумгаит", ["Sumqayıt"]],
    ["smq", ["Sumqayıt"]],
    ["seki ray", ["Şəki rayonu"]],
    ["umqa", []],
  ])("finds %s by the beginning of words in any language", async (q, found) => {
    expect(await labels("region", { q })).toEqual(found);
  });

  it("takes punctuation for no search at all", async () => {
    expect((await list("region", { q: "%_'" })).total).toBe(78);
  });

  it("shows names in the reader's language and falls back to Azerbaijani", async () => {
    await add(tenant, region("Şimal", "NORTH"));
    expect(await labels("region", { q: "baki" }, "ru")).toEqual(["Баку"]);
    expect(await labels("region", { q: "simal" }, "en")).toEqual(["Şimal"]);
  });

  it("filters by parent, origin and state", async () => {
    const baku = await idOf("region", "baki");
    const bakuCity = await idOf("city", "baki");
    const own = await add(tenant, clinic("Mərdəkan Klinikası", bakuCity));
    expect(await labels("city", { region: baku })).toEqual(["Bakı"]);
    expect(await labels("clinic", { region: baku })).toEqual(["Bakı Mərkəzi Klinika", "Mərdəkan Klinikası"]);
    expect(await labels("clinic", { city: bakuCity, origin: "company" })).toEqual(["Mərdəkan Klinikası"]);
    await archive("clinic", own.id);
    expect(await labels("clinic")).toEqual(["Bakı Mərkəzi Klinika"]);
    expect(await labels("clinic", { state: "archived" })).toEqual(["Mərdəkan Klinikası"]);
    expect(await labels("clinic", { state: "all" })).toHaveLength(2);
  });

  it("knows how many of the archived a search that finds nothing would have found", async () => {
    const own = await add(tenant, clinic("Mərdəkan Klinikası", await idOf("city", "baki")));
    await archive("clinic", own.id);
    const archived = (query: Query) =>
      countArchivedMatching(tenant.db, "clinic", parseReferenceFilter("clinic", query));
    expect(await labels("clinic", { q: "merdekan" })).toEqual([]);
    expect(await archived({ q: "merdekan" })).toBe(1);
    expect(await archived({ q: "merdekan", origin: "catalogue" })).toBe(0);
    expect(await archived({ q: "nowhere" })).toBe(0);
  });

  it("says where a row is, and by how many doctors and rows below it is used", async () => {
    const bakuCity = await idOf("city", "baki");
    const [row] = (await list("clinic")).rows;
    expect(row).toMatchObject({
      parent: "Bakı",
      above: "Bakı",
      parentId: bakuCity,
      doctors: 0,
      parentArchivedAt: null,
    });
    expect((await list("city", { q: "baki" })).rows[0]).toMatchObject({ below: 1, doctors: 0 });
    await archive("region", await idOf("region", "baki"));
    expect((await list("clinic")).rows[0]?.parentArchivedAt).toBe(1_000);
  });

  it("sorts by what can be sorted by, both ways, and by the name otherwise", async () => {
    expect((await list("region", { sort: "code" })).rows[0]?.code).toBe("ABS");
    expect((await list("region", { sort: "-code" })).rows[0]?.code).toBe("ZAR");
    expect((await list("city", { sort: "-parent" })).rows[0]?.parent).toBe("Zərdab");
    expect(parseReferenceFilter("region", { sort: "parent" }).sort).toBe("name");
    expect((await labels("region", { sort: "'; DROP TABLE regions" }))[0]).toBe("Abşeron");
  });
});

describe("the filter in the address", () => {
  it("is read back as it was written, and is empty for the default", () => {
    const query = { q: "şəki", origin: "company", state: "all", sort: "-code", size: "50", page: "2" };
    expect(referenceQuery(parseReferenceFilter("region", query))).toEqual(query);
    expect(referenceQuery(parseReferenceFilter("region", {}))).toEqual({});
    expect(isFiltered(parseReferenceFilter("region", { sort: "-code", page: "2" }))).toBe(false);
    expect(isFiltered(parseReferenceFilter("region", { state: "all" }))).toBe(true);
  });

  it("falls back to the default for nonsense", () => {
    const nonsense = { region: "1 OR 1=1", origin: "x", state: "y", sort: "--name", size: "7", page: "-1" };
    expect(parseReferenceFilter("clinic", nonsense)).toEqual(parseReferenceFilter("clinic", {}));
  });
});

describe("countReference", () => {
  it("tells active from archived rows, and the company's own", async () => {
    await add(tenant, region("Şimal", "NORTH"));
    await archive("region", await idOf("region", "baki"));
    expect((await countReference(tenant.db))[0]).toEqual({ kind: "region", active: 78, archived: 1, own: 1 });
  });
});

describe("referenceOptions", () => {
  const choices = async (kind: ReferenceKind, keep?: string[] | "all") =>
    (await referenceOptions(tenant.db, kind, "az", keep)).map((option) => option.label);

  it("are in the order of the reader's alphabet, with their parents", async () => {
    const options = await referenceOptions(tenant.db, "city", "ru");
    expect(options[0]).toMatchObject({ label: "Агдам" });
    expect(options.find((option) => option.label === "Баку")?.parentId).toBe(await idOf("region", "baki"));
  });

  it("leave out what is archived and what lies below it, except what is to be kept", async () => {
    const hospital = await idOf("clinic", "merkezi");
    await archive("region", await idOf("region", "baki"));
    expect(await choices("region")).not.toContain("Bakı");
    expect(await choices("city")).not.toContain("Bakı");
    expect(await choices("clinic")).toEqual([]);
    expect(await choices("clinic", [hospital])).toEqual(["Bakı Mərkəzi Klinika"]);
    const [kept] = await referenceOptions(tenant.db, "clinic", "az", "all");
    expect(kept).toMatchObject({ id: hospital, archived: true });
  });
});

describe("usage counts", () => {
  it("count each doctor once per row that names them", async () => {
    tenant.dispose();
    tenant = await testTenant();
    const places = await addPlaces(tenant);
    await addDoctorAt(tenant, places);
    await addDoctorAt(tenant, places, { clinicId: null });
    await add(tenant, city("Xaçmaz", places.north.id));
    expect((await list("region")).rows[0]).toMatchObject({ doctors: 2, below: 2 });
    expect((await list("clinic")).rows[0]).toMatchObject({ doctors: 1, below: 0 });
    expect((await list("specialization")).rows[0]).toMatchObject({ doctors: 2, code: "SURG" });
  });
});
