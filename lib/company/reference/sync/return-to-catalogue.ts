import type { z } from "zod";
import type { TenantTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { openedVersion } from "@/lib/domain/form-fields";
import { editReference } from "../edit-reference";
import { type ReferenceEntry, requireEntry } from "../require-entry";
import { type ReferenceEdit, referenceTarget } from "../schema";
import { baseOf, placeOf } from "./provenance";
import type { EntryValues } from "./values";

export const returnTarget = referenceTarget.extend({ version: openedVersion });
export type ReturnTarget = z.output<typeof returnTarget>;

/**
 * Gives up the company's edits of a copied row: it says again what the catalogue says, and follows it. What the
 * catalogue knows nothing of (address, phone, archive) stays, and so does its place when the company no longer has the
 * catalogue's.
 * @throws NotFound also when the row is no copy, or of nothing that is remembered
 * @throws StaleVersion, Duplicate and Invalid as `editReference`
 */
export async function returnToCatalogue(
  tx: TenantTx,
  { kind, id, version }: ReturnTarget,
): Promise<ReferenceEntry> {
  const entry = await requireEntry(tx, kind, id);
  const base = await baseOf(tx, entry);
  if (!base) throw new NotFound(kind);
  const place = await placeOf(tx, entry, base.values);
  const edit = editTo(entry, base.values, place?.id ?? entry.parentId);
  return editReference(tx, { ...edit, version }, "reference.returned");
}

function editTo(entry: ReferenceEntry, values: EntryValues, parentId: string | null): ReferenceEdit {
  const { id, version, address, phone } = entry;
  const { name, nameEn, nameRu } = values;
  const row = { id, version, name, nameEn, nameRu };
  switch (entry.kind) {
    case "region":
    case "specialization":
      return { kind: entry.kind, ...row, code: values.code ?? entry.code ?? "" };
    case "city":
      return { kind: "city", ...row, regionId: parentId ?? "" };
    case "clinic":
      return { kind: "clinic", ...row, cityId: parentId ?? "", address, phone };
  }
}
