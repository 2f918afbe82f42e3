import { fold } from "@/lib/domain/folding";
import type { ReferenceKind } from "../kinds";
import type { Draft } from "./draft";
import type { HeldBase, Twin } from "./holdings";
import type { Occupancy, Occupant } from "./occupancy";
import type { CatalogueItem } from "./values";

/**
 * Gives the company the entries of a kind that it has no row for, unless it does not want them, has nowhere to put
 * them, or has a row of its own that may be the same: that one is offered for linking.
 */
export function addMissing(draft: Draft, kind: ReferenceKind, rows: Occupancy, newId: () => string): void {
  const missing = draft.items.filter(
    (item) => item.kind === kind && draft.rowOf(kind, item.catalogueId) === undefined,
  );
  const isOffered = ({ catalogueId }: CatalogueItem) =>
    draft.baseOf(kind, catalogueId)?.twin?.declined === false;
  // A row is offered for one entry only, and who was offered it first keeps it.
  const offered = new Set<string>();
  for (const item of [...missing.filter(isOffered), ...missing.filter((each) => !isOffered(each))])
    place(draft, item, rows, offered, newId);
}

function place(
  draft: Draft,
  item: CatalogueItem,
  rows: Occupancy,
  offered: Set<string>,
  newId: () => string,
): void {
  const { kind, catalogueId, values } = item;
  const { name } = values;
  const base = draft.baseOf(kind, catalogueId);
  if (base && (base.twin === null || base.twin.declined)) {
    draft.absent++;
    draft.remember(kind, catalogueId, { values: base.values, twin: base.twin, withdrawnAt: null });
    return;
  }
  const parentId = parentFor(draft, item);
  if (parentId === undefined) {
    draft.waiting++;
    draft.forget(kind, catalogueId);
    return;
  }
  const byName = rows.byName({ name, parentId });
  const byCode = rows.byCode(values.code);
  if (byName || byCode) {
    const isFree = (row: Occupant | undefined) => row?.catalogueId === null && !offered.has(row.id);
    const twin = isFree(byName) ? byName : isFree(byCode) ? byCode : undefined;
    if (twin) {
      offered.add(twin.id);
      offer(draft, item, base, { id: twin.id, by: twin === byName ? "name" : "code", declined: false });
      return;
    }
    const [field, by] = byName ? (["name", byName.name] as const) : (["code", byCode?.name ?? ""] as const);
    draft.conflicts.push({
      kind,
      catalogueId,
      name,
      type: "taken",
      rowId: null,
      field,
      now: values[field],
      by,
    });
    draft.forget(kind, catalogueId);
    return;
  }
  if (base === undefined && wasDeleted(draft, item)) {
    draft.absent++;
    draft.remember(kind, catalogueId, { values, twin: null, withdrawnAt: null });
    return;
  }
  const rowId = newId();
  draft.changes.push({ kind, catalogueId, name, type: "added", rowId, values: { ...values, parentId } });
  rows.take({ ...values, parentId }, { id: rowId, name, catalogueId });
  draft.takesPlace(kind, catalogueId, rowId);
  draft.remember(kind, catalogueId, { values, twin: null, withdrawnAt: null });
}

/** Where a new row would lie: not in a row of which the company said that it is not the catalogue's. */
function parentFor(draft: Draft, { kind, values }: CatalogueItem): string | null | undefined {
  const parentId = draft.placeOf(kind, values);
  const above = kind === "city" ? "region" : "city";
  const isDeclined =
    values.parentId !== null && draft.baseOf(above, values.parentId)?.twin?.declined === true;
  return isDeclined && draft.rowOf(above, values.parentId ?? "") === undefined ? undefined : parentId;
}

function offer(
  draft: Draft,
  { kind, catalogueId, values }: CatalogueItem,
  base: HeldBase | undefined,
  twin: Twin,
): void {
  const rowName = draft.rows.get(twin.id)?.name ?? "";
  const link = { kind, catalogueId, name: rowName, rowId: twin.id, by: twin.by };
  if (base?.twin?.id !== twin.id) draft.changes.push({ ...link, type: "offered", values });
  draft.links.push(link);
  if (twin.by === "name") draft.takesPlace(kind, catalogueId, twin.id);
  draft.remember(kind, catalogueId, { values, twin, withdrawnAt: null });
}

/** Only where nothing is remembered: the company's own history tells what it deleted. */
function wasDeleted({ held }: Draft, { kind, values }: CatalogueItem): boolean {
  return held.deleted.some(
    (each) =>
      each.kind === kind &&
      (each.code === null
        ? each.name !== null && fold(each.name) === fold(values.name)
        : each.code === values.code),
  );
}
