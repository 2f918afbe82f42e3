import type { Draft } from "./draft";
import type { HeldRow } from "./holdings";
import { type EntryValues, type MergedField, mergedFields } from "./values";

/**
 * What to compare a row with that was copied before anybody remembered what it was copied from. Field by field: who
 * says what the catalogue says, or is known to have said, has edited nothing; nor has a row that nobody wrote to since
 * it was copied, whatever the catalogue said then. Anything else is the company's edit, and is compared with the
 * catalogue as it is, so that the edit stays.
 */
export function adoptedValues(draft: Draft, row: HeldRow, catalogueId: string): EntryValues {
  const now = draft.itemOf(row.kind, catalogueId)?.values;
  const known = [...(now ? [now] : []), ...draft.formerValues(row.kind, catalogueId)];
  const copied = asCopied(draft, row);
  const [last = copied] = known;
  const adopted = { ...last, isoCode: now?.isoCode ?? row.isoCode };
  const field = (name: MergedField) => {
    const unedited = known.find((values) => isSame(draft, row, values, name));
    return (unedited ?? (row.pristine ? copied : last))[name];
  };
  return { ...adopted, ...Object.fromEntries(mergedFields.map((name) => [name, field(name)])) };
}

/** Whether the row says of a field what these values say. */
export function isSame(draft: Draft, row: HeldRow, values: EntryValues, field: MergedField): boolean {
  if (field === "parentId") return row.parentId === draft.placeOf(row.kind, values);
  return row[field] === values[field];
}

/** The row's own words; a place that is no copy says nothing of where the catalogue had it. */
function asCopied(draft: Draft, row: HeldRow): EntryValues {
  const { name, nameEn, nameRu, code, isoCode } = row;
  const place = row.parentId === null ? undefined : draft.rows.get(row.parentId);
  return { name, nameEn, nameRu, code, isoCode, parentId: place?.catalogueId ?? null };
}
