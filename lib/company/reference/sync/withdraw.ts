import type { ReferenceKind } from "../kinds";
import { isSame } from "./adopt";
import type { Draft } from "./draft";
import type { HeldBase, HeldRow } from "./holdings";
import { baseFor } from "./merge";
import { mergedFields } from "./values";

/** From below upwards: what is left alone by everything below it may go itself. */
const upwards: readonly ReferenceKind[] = ["clinic", "city", "region", "specialization"];

/**
 * What the catalogue offers no more goes, unless something names it or the company wrote something into it: then it is
 * archived. That happens once: whoever brings it back from the archive keeps it.
 */
export function withdrawEntries(draft: Draft): void {
  for (const kind of upwards) {
    for (const row of draft.rowsOf(kind)) {
      if (row.catalogueId === null || draft.itemOf(kind, row.catalogueId)) continue;
      const base = baseFor(draft, row, row.catalogueId);
      if (base.withdrawnAt === null) withdraw(draft, row, base);
    }
  }
  for (const base of draft.held.bases) {
    const { kind, catalogueId, values, twin, withdrawnAt } = base;
    if (draft.itemOf(kind, catalogueId) || draft.rowOf(kind, catalogueId)) continue;
    if (twin && !twin.declined) draft.forget(kind, catalogueId);
    else draft.remember(kind, catalogueId, { values, twin, withdrawnAt: withdrawnAt ?? draft.now });
  }
}

function withdraw(draft: Draft, row: HeldRow, { kind, catalogueId, values }: HeldBase): void {
  const { id: rowId, name, version, doctors } = row;
  const onRow = { kind, catalogueId, rowId, name, version };
  const below = draft.below(rowId).length;
  const used = doctors > 0 || below > 0;
  if (!used && !isEdited(draft, row, catalogueId)) {
    draft.gone.add(rowId);
    draft.changes.push({ ...onRow, type: "removed" });
    // Not remembered either: should the catalogue offer it again, it is as new.
    draft.forget(kind, catalogueId);
    return;
  }
  if (row.archivedAt === null)
    draft.changes.push({ ...onRow, type: "archived", because: used ? "used" : "edited", doctors, below });
  draft.remember(kind, catalogueId, { values, twin: null, withdrawnAt: draft.now });
}

/** Whether the company would lose something that it wrote. Where nobody knows what was copied, any write counts. */
function isEdited(draft: Draft, row: HeldRow, catalogueId: string): boolean {
  const base = draft.baseOf(row.kind, catalogueId);
  if (row.noted) return true;
  if (!base) return !row.pristine;
  return mergedFields.some((field) => !isSame(draft, row, base.values, field));
}
