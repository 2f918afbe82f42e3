import { eq, sql } from "drizzle-orm";
import {
  catalogueCities,
  catalogueClinics,
  catalogueRegions,
  catalogueSpecializations,
} from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import type { CatalogueKind } from "./kinds";

/** What a row of any kind says, in one shape. */
export interface CatalogueValues {
  readonly code: string;
  readonly isoCode: string | null;
  readonly parentId: string | null;
  readonly nameAz: string;
  readonly nameEn: string;
  readonly nameRu: string;
}

type Stored = CatalogueValues & { readonly id: string; readonly editedAt: number | null };

/** @param rows at least one, each of a city or a clinic with a parent */
export async function insertEntries(
  tx: MasterTx,
  kind: CatalogueKind,
  rows: readonly Stored[],
): Promise<void> {
  switch (kind) {
    case "region":
      await tx.insert(catalogueRegions).values(rows.map(({ parentId: _, ...row }) => row));
      break;
    case "city":
      await tx
        .insert(catalogueCities)
        .values(rows.map(({ parentId, isoCode: _, ...row }) => ({ ...row, regionId: parentId ?? "" })));
      break;
    case "clinic":
      await tx
        .insert(catalogueClinics)
        .values(rows.map(({ parentId, isoCode: _, ...row }) => ({ ...row, cityId: parentId ?? "" })));
      break;
    case "specialization":
      await tx
        .insert(catalogueSpecializations)
        .values(rows.map(({ parentId: _, isoCode: __, ...row }) => row));
  }
}

/** Writes a row and counts its version up, so that a form that was opened before is refused. */
export async function updateEntry(
  tx: MasterTx,
  kind: CatalogueKind,
  { id, parentId, isoCode, ...row }: Stored,
): Promise<void> {
  switch (kind) {
    case "region":
      await tx
        .update(catalogueRegions)
        .set({ ...row, isoCode, version: sql`${catalogueRegions.version} + 1` })
        .where(eq(catalogueRegions.id, id));
      break;
    case "city":
      await tx
        .update(catalogueCities)
        .set({ ...row, regionId: parentId ?? "", version: sql`${catalogueCities.version} + 1` })
        .where(eq(catalogueCities.id, id));
      break;
    case "clinic":
      await tx
        .update(catalogueClinics)
        .set({ ...row, cityId: parentId ?? "", version: sql`${catalogueClinics.version} + 1` })
        .where(eq(catalogueClinics.id, id));
      break;
    case "specialization":
      await tx
        .update(catalogueSpecializations)
        .set({ ...row, version: sql`${catalogueSpecializations.version} + 1` })
        .where(eq(catalogueSpecializations.id, id));
  }
}
