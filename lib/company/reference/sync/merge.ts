import type { ReferenceKind } from "../kinds";
import { adoptedValues, isSame } from "./adopt";
import type { Draft } from "./draft";
import type { HeldBase, HeldRow } from "./holdings";
import { nameKey } from "./occupancy";
import type { RowValues, SyncConflict } from "./plan";
import { type CatalogueItem, type EntryValues, type MergedField, mergedFields } from "./values";

/** A row with its entry, and what becomes of both. */
export interface Merged {
  readonly row: HeldRow;
  readonly item: CatalogueItem;
  readonly base: HeldBase;
  /** Fields that follow the catalogue, and may still turn out not to be free. */
  readonly following: Set<MergedField>;
  /** Fields that cannot follow now; they are tried again next time. */
  readonly held: Set<MergedField>;
}

/** Compares, field by field, what the entry was, what it is, and what the company has. */
export function mergeKind(draft: Draft, kind: ReferenceKind): Merged[] {
  const merged: Merged[] = [];
  for (const row of draft.rowsOf(kind)) {
    if (row.catalogueId === null) continue;
    const item = draft.itemOf(kind, row.catalogueId);
    if (item) merged.push(mergeRow(draft, row, item));
  }
  return merged;
}

export function baseFor(draft: Draft, row: HeldRow, catalogueId: string): HeldBase {
  const { kind } = row;
  return (
    draft.baseOf(kind, catalogueId) ?? {
      kind,
      catalogueId,
      values: adoptedValues(draft, row, catalogueId),
      twin: null,
      withdrawnAt: null,
    }
  );
}

function mergeRow(draft: Draft, row: HeldRow, item: CatalogueItem): Merged {
  const base = baseFor(draft, row, item.catalogueId);
  const merged = { row, item, base, following: new Set<MergedField>(), held: new Set<MergedField>() };
  for (const field of mergedFields) {
    if (base.values[field] === item.values[field] || isSame(draft, row, item.values, field)) continue;
    if (!isSame(draft, row, base.values, field)) draft.conflicts.push(edited(draft, merged, field));
    else if (field === "parentId" && !mayMove(draft, merged)) merged.held.add(field);
    else merged.following.add(field);
  }
  return merged;
}

function edited(draft: Draft, { row, item, base }: Merged, field: MergedField): SyncConflict {
  const told = (values: EntryValues) =>
    field === "parentId" ? draft.nameOf(draft.placeOf(row.kind, values)) : values[field];
  const here = field === "parentId" ? draft.nameOf(row.parentId) : row[field];
  return {
    ...concerned(row, item),
    type: "edited",
    field,
    here,
    was: told(base.values),
    now: told(item.values),
  };
}

/** A doctor's region and city would no longer fit the city or clinic if it moved without them. */
function mayMove(draft: Draft, { row, item }: Merged): boolean {
  const place = draft.placeOf(row.kind, item.values);
  if (place === undefined) {
    draft.conflicts.push({ ...concerned(row, item), type: "placeMissing", now: null });
    return false;
  }
  if (row.doctors === 0) return true;
  const { doctors } = row;
  draft.conflicts.push({ ...concerned(row, item), type: "doctorsThere", doctors, now: draft.nameOf(place) });
  return false;
}

export const concerned = (
  { kind, id, name }: HeldRow,
  { catalogueId }: Pick<CatalogueItem, "catalogueId">,
) => ({
  kind,
  catalogueId,
  rowId: id,
  name,
});

/** What the row says once the fields that follow have followed. */
export function valuesAfter(draft: Draft, { row, item, following }: Merged): RowValues {
  const next = <F extends "name" | "nameEn" | "nameRu" | "code">(field: F) =>
    following.has(field) ? item.values[field] : row[field];
  return {
    name: following.has("name") ? item.values.name : row.name,
    nameEn: next("nameEn"),
    nameRu: next("nameRu"),
    code: next("code"),
    isoCode: item.values.isoCode,
    parentId: following.has("parentId") ? (draft.placeOf(row.kind, item.values) ?? null) : row.parentId,
  };
}

/**
 * Takes back what would give two rows the same name in one place, or the same code, until nothing does. It ends: each
 * round takes something back, and the rows as they are are unlike each other.
 */
export function settle(draft: Draft, kind: ReferenceKind, merged: readonly Merged[]): void {
  const byRow = new Map(merged.map((each) => [each.row.id, each]));
  for (;;) {
    const names = new Map<string, HeldRow[]>();
    const codes = new Map<string, HeldRow[]>();
    for (const row of draft.rowsOf(kind)) {
      const each = byRow.get(row.id);
      const values = each ? valuesAfter(draft, each) : row;
      add(names, nameKey(values), row);
      if (values.code !== null) add(codes, values.code, row);
    }
    const again = [
      takeBack(draft, byRow, names, ["name", "parentId"]),
      takeBack(draft, byRow, codes, ["code"]),
    ];
    if (!again.includes(true)) return;
  }
}

function takeBack(
  draft: Draft,
  byRow: ReadonlyMap<string, Merged>,
  groups: ReadonlyMap<string, readonly HeldRow[]>,
  fields: readonly MergedField[],
): boolean {
  let changed = false;
  for (const rows of groups.values()) {
    if (rows.length < 2) continue;
    for (const row of rows) {
      const each = byRow.get(row.id);
      const other = rows.find(({ id }) => id !== row.id);
      const taken = fields.filter((field) => each?.following.has(field));
      if (!each || !other || taken.length === 0) continue;
      for (const field of taken) {
        each.following.delete(field);
        each.held.add(field);
      }
      const field = fields[0] === "code" ? "code" : "name";
      const now = each.item.values[field];
      draft.conflicts.push({ ...concerned(row, each.item), type: "taken", field, now, by: other.name });
      changed = true;
    }
  }
  return changed;
}

function add(groups: Map<string, HeldRow[]>, key: string, row: HeldRow): void {
  groups.set(key, [...(groups.get(key) ?? []), row]);
}
