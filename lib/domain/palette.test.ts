import { expect, it } from "vitest";
import { type PaletteItem, paletteGroups } from "./palette";

const item = (label: string, hint?: string): PaletteItem => ({
  id: label,
  label,
  hint,
  deed: { kind: "go", href: "/" },
});
const groups = [
  { id: "pages", title: "Pages", items: [item("Həkimlər"), item("İdarə paneli"), item("Ayarlar")] },
  { id: "actions", title: "Actions", items: [item("Yeni həkim", "N")] },
];
const found = (typed: string) =>
  paletteGroups(groups, typed).flatMap(({ items }) => items.map(({ id }) => id));

it.each([
  ["", ["Həkimlər", "İdarə paneli", "Ayarlar", "Yeni həkim"]],
  ["hekim", ["Həkimlər", "Yeni həkim"]],
  ["IDARE", ["İdarə paneli"]],
  ["paneli idarə", ["İdarə paneli"]],
  ["kim", []],
  ["--", []],
])("finds by %j", (typed, ids) => {
  expect(found(typed)).toEqual(ids);
});

it("leaves out groups in which nothing fits", () => {
  expect(paletteGroups(groups, "ayar").map(({ id }) => id)).toEqual(["pages"]);
});
