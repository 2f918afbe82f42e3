import type { Draft } from "./draft";
import { concerned, type Merged, valuesAfter } from "./merge";
import { nameKey } from "./occupancy";
import type { SyncChange } from "./plan";
import { type EntryValues, mergedFields, type SyncField } from "./values";

/** Decides what a merge amounts to: which rows follow, which come back, and what is remembered of their entries. */
export function followEntries(draft: Draft, merged: readonly Merged[]): void {
  for (const each of merged) {
    const { row, item, base } = each;
    const values = valuesAfter(draft, each);
    const onRow = { ...concerned(row, item), version: row.version };
    const fields = changedFields(draft, each);
    const rekeyed = values.code !== row.code || nameKey(values) !== nameKey(row);
    if (Object.keys(fields).length > 0)
      draft.changes.push({ ...onRow, type: "followed", fields, values, rekeyed });
    // Who archived or restored it in between has decided otherwise.
    if (base.withdrawnAt !== null && row.archivedAt === base.withdrawnAt)
      draft.changes.push({ ...onRow, type: "restored" });
    draft.remember(item.kind, item.catalogueId, {
      values: valuesRemembered(each),
      twin: null,
      withdrawnAt: null,
    });
  }
}

/** The entry as it is, except for what could not follow: that is as it was, and follows once it can. */
function valuesRemembered({ item, base, held }: Merged): EntryValues {
  const kept = mergedFields.filter((field) => held.has(field)).map((field) => [field, base.values[field]]);
  return { ...item.values, ...Object.fromEntries(kept) };
}

type Fields = Extract<SyncChange, { type: "followed" }>["fields"];

function changedFields(draft: Draft, { row, item, following }: Merged): Fields {
  const fields: Partial<Record<SyncField, readonly [string | null, string | null]>> = {};
  for (const field of following) {
    fields[field] =
      field === "parentId"
        ? [draft.nameOf(row.parentId), draft.nameOf(draft.placeOf(row.kind, item.values))]
        : [row[field], item.values[field]];
  }
  if (row.isoCode !== item.values.isoCode) fields.isoCode = [row.isoCode, item.values.isoCode];
  return fields;
}
