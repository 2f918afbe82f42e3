import { and, eq } from "drizzle-orm";
import { referenceBases } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import { parentKinds, referenceTables } from "../kinds";
import { findEntry, type ReferenceEntry } from "../require-entry";
import { readBase } from "./holdings";
import { type EntryValues, type MergedField, mergedFields } from "./values";

type Reader = TenantDb | TenantTx;

/** A field in which a copied row says something else than the catalogue. */
export interface Difference {
  readonly field: MergedField;
  readonly here: string | null;
  /** What the catalogue says; a place by the name of the company's row for it, null when it has none. */
  readonly catalogue: string | null;
}

/** Where a row came from, and how it differs. `unknown`: copied before that was remembered, until the next synchronization. */
export type Provenance =
  | { readonly from: "company" }
  | { readonly from: "catalogue"; readonly differences: readonly Difference[]; readonly withdrawn: boolean }
  | { readonly from: "unknown" };

export async function provenanceOf(db: Reader, entry: ReferenceEntry): Promise<Provenance> {
  if (entry.catalogueId === null) return { from: "company" };
  const base = await baseOf(db, entry);
  if (!base) return { from: "unknown" };
  const place = await placeOf(db, entry, base.values);
  const here = entry.parentId === null ? null : await placeNamed(db, entry, entry.parentId);
  const differences = mergedFields.flatMap((field): Difference[] => {
    if (field === "parentId")
      return entry.parentId === (place?.id ?? null)
        ? []
        : [{ field, here: here?.name ?? null, catalogue: place?.name ?? null }];
    return entry[field] === base.values[field]
      ? []
      : [{ field, here: entry[field], catalogue: base.values[field] }];
  });
  return { from: "catalogue", differences, withdrawn: base.withdrawnAt !== null };
}

/** What is remembered of the entry a row is the copy of. */
export async function baseOf(
  db: Reader,
  { kind, catalogueId }: Pick<ReferenceEntry, "kind" | "catalogueId">,
) {
  const [row] = await db
    .select({ base: referenceBases.base, withdrawnAt: referenceBases.withdrawnAt })
    .from(referenceBases)
    .where(and(eq(referenceBases.kind, kind), eq(referenceBases.catalogueId, catalogueId ?? "")));
  return row && { ...readBase(row.base), withdrawnAt: row.withdrawnAt };
}

/** The company's row for the place where the catalogue has an entry: its copy, or its own of that name. */
export async function placeOf(
  db: Reader,
  { kind }: Pick<ReferenceEntry, "kind">,
  { parentId }: EntryValues,
): Promise<ReferenceEntry | null> {
  const parentKind = parentKinds[kind];
  if (parentKind === null || parentId === null) return null;
  const table = referenceTables[parentKind];
  const [copy] = await db.select({ id: table.id }).from(table).where(eq(table.catalogueId, parentId));
  if (copy) return findEntry(db, parentKind, copy.id);
  const base = await baseOf(db, { kind: parentKind, catalogueId: parentId });
  return base?.twin?.by === "name" ? findEntry(db, parentKind, base.twin.id) : null;
}

async function placeNamed(db: Reader, { kind }: ReferenceEntry, id: string): Promise<ReferenceEntry | null> {
  const parentKind = parentKinds[kind];
  return parentKind === null ? null : findEntry(db, parentKind, id);
}
