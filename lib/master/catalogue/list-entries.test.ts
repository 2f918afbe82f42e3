import { afterEach, beforeEach, expect, it } from "vitest";
import { archiveEntry } from "./archive-entry";
import { catalogueMaster, later } from "./catalogue.fixture";
import { editEntry } from "./edit-entry";
import { catalogueQuery, parseCatalogueFilter } from "./filter";
import { listEntries } from "./list-entries";
import { parentOptions } from "./parent-options";

let master: Awaited<ReturnType<typeof catalogueMaster>>;
beforeEach(async () => {
  master = await catalogueMaster();
});
afterEach(() => master.dispose());

const list = (kind: "region" | "city" | "clinic" | "specialization", query: Record<string, string> = {}) =>
  listEntries(master.db, kind, parseCatalogueFilter(kind, query), "az");
const names = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).rows.map(({ nameAz }) => nameAz);

it("finds by any of the three names and the code, folded", async () => {
  for (const q of ["sumqayit", "SUMGAYIT", "сумг", "smq"])
    expect(await names("region", { q })).toEqual(["Sumqayıt"]);
  expect(await names("region", { q: "AZ-GA" })).toContain("Gəncə");
  expect(await names("region", { q: "nothing such" })).toEqual([]);
});

it("pages, sorts in the reader's alphabet, and answers a page beyond the end with the last", async () => {
  const first = await list("region");
  expect(first).toMatchObject({ total: 78, page: 1, size: 25 });
  expect(await list("region", { page: "99" })).toMatchObject({ page: 4 });
  expect((await names("region", { size: "100" }))[0]).toBe("Abşeron");
  expect((await names("region", { sort: "-code" }))[0]).toMatch(/^Zəngilan|^Zərdab/);
});

it("narrows to a parent, to the archive, and to what a master admin changed", async () => {
  const region = await master.shipped("region", "GAN");
  expect(await names("city", { parent: region.id })).toContain("Gəncə");
  const { id } = await master.shipped("specialization", "CARD");
  await master.inWrite((tx) => archiveEntry(tx, { kind: "specialization", id }, later));
  expect(await names("specialization", { state: "archived" })).toEqual(["Kardioloq"]);
  expect(await names("specialization", { q: "kardioloq" })).not.toContain("Kardioloq");
  const form = await master.formOf("region", "BAK", { nameRu: "Баку (город)" });
  await master.inWrite((tx) => editEntry(tx, form, later));
  expect(await names("region", { source: "edited" })).toEqual(["Bakı"]);
  expect((await list("region", { source: "shipped" })).total).toBe(77);
});

it("says what lies below, and what is hidden because something above is archived", async () => {
  const { id } = await master.shipped("region", "BAK");
  await master.inWrite((tx) => archiveEntry(tx, { kind: "region", id }, later));
  expect((await list("clinic")).rows).toMatchObject([{ parent: "Bakı", hidden: true }]);
  expect((await list("region", { state: "archived" })).rows[0]?.below).toBeGreaterThan(0);
});

it("offers parents that are not archived, and the one a row has", async () => {
  const { id } = await master.shipped("region", "BAK");
  await master.inWrite((tx) => archiveEntry(tx, { kind: "region", id }, later));
  const ids = async (keep: string | null) =>
    (await parentOptions(master.db, "city", "az", keep)).map(({ value }) => value);
  expect(await ids(null)).not.toContain(id);
  expect(await ids(id)).toContain(id);
});

it("says the shortest query that means the same, and understands nonsense as the default", () => {
  expect(catalogueQuery(parseCatalogueFilter("region", { sort: "parent", parent: "x", state: "?" }))).toEqual(
    {},
  );
  const query = { q: "bakı", sort: "-code", state: "all", source: "edited" };
  expect(catalogueQuery(parseCatalogueFilter("region", query))).toEqual(query);
});
