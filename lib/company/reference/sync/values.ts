import type { Catalogue, CatalogueEntry } from "@/lib/domain/catalogue";
import type { ReferenceKind } from "../kinds";

/** What the catalogue says of an entry, in one shape for every kind and in the company's terms. */
export interface EntryValues {
  readonly name: string;
  readonly nameEn: string | null;
  readonly nameRu: string | null;
  /** Null for kinds whose rows have none in a company. */
  readonly code: string | null;
  readonly isoCode: string | null;
  /** The catalogue's id of the region of a city, of the city of a clinic. */
  readonly parentId: string | null;
}

/** An entry that the catalogue offers. */
export interface CatalogueItem {
  readonly kind: ReferenceKind;
  readonly catalogueId: string;
  readonly values: EntryValues;
}

/** Fields that a company can edit, and that are therefore merged. The ISO code is the catalogue's alone. */
export const mergedFields = ["name", "nameEn", "nameRu", "code", "parentId"] as const;
export type MergedField = (typeof mergedFields)[number];
export type SyncField = MergedField | "isoCode";

/** Everything the catalogue offers, what lies above always before what lies below it. */
export function itemsOf(catalogue: Catalogue): CatalogueItem[] {
  return [
    ...catalogue.regions.map((entry) =>
      item("region", entry, { code: entry.code, isoCode: entry.isoCode, parentId: null }),
    ),
    ...catalogue.cities.map((entry) => item("city", entry, { ...nothing, parentId: entry.regionId })),
    ...catalogue.clinics.map((entry) => item("clinic", entry, { ...nothing, parentId: entry.cityId })),
    ...catalogue.specializations.map((entry) =>
      item("specialization", entry, { ...nothing, code: entry.code }),
    ),
  ];
}

const nothing = { code: null, isoCode: null, parentId: null };

function item(
  kind: ReferenceKind,
  { id, nameAz, nameEn, nameRu }: CatalogueEntry,
  rest: Pick<EntryValues, "code" | "isoCode" | "parentId">,
): CatalogueItem {
  return { kind, catalogueId: id, values: { name: nameAz, nameEn, nameRu, ...rest } };
}

/** One name for an entry among those of all kinds. */
export const entryKey = (kind: ReferenceKind, catalogueId: string) => `${kind} ${catalogueId}`;

export function sameValues(a: EntryValues, b: EntryValues): boolean {
  return a.isoCode === b.isoCode && mergedFields.every((field) => a[field] === b[field]);
}
