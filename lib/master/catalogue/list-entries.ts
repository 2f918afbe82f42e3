import { fold, searchTerms } from "@/lib/domain/folding";
import type { Locale } from "@/lib/i18n/config";
import { collator } from "@/lib/i18n/format";
import { type CatalogueRow, entriesOf, type Reader } from "./entries";
import type { CatalogueFilter } from "./filter";
import { type CatalogueKind, childKinds, parentKinds } from "./kinds";
import { nameIn } from "./localized-name";

export interface ListedEntry extends CatalogueRow {
  readonly label: string;
  readonly parent: string | null;
  /** Not archived itself, but what it lies in is: new companies do not get it. */
  readonly hidden: boolean;
  /** Cities of a region, clinics of a city; archived ones too. */
  readonly below: number;
}

/** One page of a list, in the order of the reader's alphabet. A page beyond the end is the last. */
export async function listEntries(db: Reader, kind: CatalogueKind, filter: CatalogueFilter, locale: Locale) {
  const rows = (await entriesOf(db, kind)).filter(matching(filter));
  const listed = await withPlaces(db, kind, rows, locale);
  listed.sort(order(filter, locale));
  const total = listed.length;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  return {
    rows: listed.slice((page - 1) * filter.size, page * filter.size),
    total,
    page,
    size: filter.size,
  };
}

/** Every word that is searched for must begin a word of some name or of the code. */
function matching({ q, parent, state, source }: CatalogueFilter) {
  const terms = searchTerms(q);
  return (row: CatalogueRow): boolean => {
    if (state !== "all" && (row.archivedAt !== null) !== (state === "archived")) return false;
    if (parent !== null && row.parentId !== parent) return false;
    if (source !== null && (row.editedAt !== null) !== (source === "edited")) return false;
    if (terms.length === 0) return true;
    const texts = [row.nameAz, row.nameEn, row.nameRu, row.code, row.isoCode ?? ""];
    const words = ` ${texts.map(fold).join(" ")}`;
    return terms.every((term) => words.includes(` ${term}`));
  };
}

async function withPlaces(
  db: Reader,
  kind: CatalogueKind,
  rows: readonly CatalogueRow[],
  locale: Locale,
): Promise<ListedEntry[]> {
  const [parentKind, childKind] = [parentKinds[kind], childKinds[kind]];
  const parents = new Map((parentKind ? await entriesOf(db, parentKind) : []).map((row) => [row.id, row]));
  const regions = new Map(
    (kind === "clinic" ? await entriesOf(db, "region") : []).map((row) => [row.id, row]),
  );
  const below = new Map<string, number>();
  for (const { parentId } of childKind ? await entriesOf(db, childKind) : [])
    if (parentId !== null) below.set(parentId, (below.get(parentId) ?? 0) + 1);
  return rows.map((row) => {
    const parent = parents.get(row.parentId ?? "");
    const region = regions.get(parent?.parentId ?? "");
    const archivedAbove = (parent?.archivedAt ?? region?.archivedAt ?? null) !== null;
    return {
      ...row,
      label: nameIn(locale, row),
      parent: parent ? nameIn(locale, parent) : null,
      hidden: row.archivedAt === null && archivedAbove,
      below: below.get(row.id) ?? 0,
    };
  });
}

/** Equal rows follow each other by name and id, so that no page shows a row twice. */
function order({ sort, descending }: CatalogueFilter, locale: Locale) {
  const { compare } = collator(locale);
  const by = (a: ListedEntry, b: ListedEntry): number => {
    if (sort === "code") return compare(a.code, b.code);
    if (sort === "parent") return compare(a.parent ?? "", b.parent ?? "");
    if (sort === "updated") return a.updatedAt - b.updatedAt;
    return compare(a.label, b.label);
  };
  return (a: ListedEntry, b: ListedEntry) =>
    (descending ? -1 : 1) * by(a, b) || compare(a.label, b.label) || (a.id < b.id ? -1 : 1);
}
