import type { CatalogueValues } from "./columns";
import { type CatalogueKind, parentKinds } from "./kinds";

const fields = ["nameAz", "nameEn", "nameRu", "code", "isoCode"] as const;

/** A row and what its parent is called at that time. */
interface Told {
  readonly values: CatalogueValues;
  readonly parent: string | null;
}

/** The fields that differ, as the audit tells them. */
export function changesBetween(
  kind: CatalogueKind,
  before: Told | null,
  after: Told,
): Record<string, readonly [unknown, unknown]> {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const field of fields) {
    const [from, to] = [before?.values[field] ?? null, after.values[field]];
    if (from !== to) changes[field] = [from, to];
  }
  const parentKind = parentKinds[kind];
  if (parentKind !== null && before?.values.parentId !== after.values.parentId)
    changes[parentKind] = [before?.parent ?? null, after.parent];
  return changes;
}
