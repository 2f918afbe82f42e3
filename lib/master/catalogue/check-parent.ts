import type { MasterTx } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { type CatalogueRow, findEntry } from "./entries";
import { type CatalogueKind, parentKinds } from "./kinds";

/**
 * The region of a city, the city of a clinic: it must be there, and be offered to companies unless the row lies in it
 * already.
 * @returns the parent's name, null for kinds without one
 * @throws Invalid
 */
export async function checkParent(
  tx: MasterTx,
  kind: CatalogueKind,
  parentId: string | null,
  before: CatalogueRow | null,
): Promise<string | null> {
  const parentKind = parentKinds[kind];
  if (parentKind === null) return null;
  const field = `${parentKind}Id`;
  const parent = parentId === null ? null : await findEntry(tx, parentKind, parentId);
  if (!parent) throw new Invalid(field, "errors.choose");
  if (before?.parentId === parent.id) return parent.nameAz;
  const region = parent.parentId === null ? null : await findEntry(tx, "region", parent.parentId);
  if (parent.archivedAt !== null || (region !== null && region.archivedAt !== null))
    throw new Invalid(field, "errors.catalogueParentArchived");
  return parent.nameAz;
}

/** What a row's parent is called; null where there is none. */
export async function parentName(tx: MasterTx, { kind, parentId }: CatalogueRow): Promise<string | null> {
  const parentKind = parentKinds[kind];
  if (parentKind === null || parentId === null) return null;
  return (await findEntry(tx, parentKind, parentId))?.nameAz ?? null;
}
