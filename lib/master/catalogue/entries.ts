import { eq } from "drizzle-orm";
import {
  catalogueCities,
  catalogueClinics,
  catalogueRegions,
  catalogueSpecializations,
} from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { type CatalogueKind, catalogueTables } from "./kinds";

/** A row of any kind with every column that any kind has. */
export interface CatalogueRow {
  readonly kind: CatalogueKind;
  readonly id: string;
  readonly code: string;
  readonly isoCode: string | null;
  /** A city's region, a clinic's city. */
  readonly parentId: string | null;
  readonly nameAz: string;
  readonly nameEn: string;
  readonly nameRu: string;
  /** Ms UTC; null while it is as it shipped. */
  readonly editedAt: number | null;
  readonly archivedAt: number | null;
  readonly version: number;
  readonly updatedAt: number;
}

/** The master database outside or inside a transaction. */
export type Reader = Pick<MasterDb | MasterTx, "select">;

/** All rows of a kind, archived ones too; the catalogue is small, so search and order are done on them. */
export async function entriesOf(db: Reader, kind: CatalogueKind): Promise<CatalogueRow[]> {
  return rowsOf(db, kind, null);
}

/** @throws NotFound */
export async function requireEntry(db: Reader, kind: CatalogueKind, id: string): Promise<CatalogueRow> {
  const [row] = await rowsOf(db, kind, id);
  if (!row) throw new NotFound(kind);
  return row;
}

export async function findEntry(db: Reader, kind: CatalogueKind, id: string): Promise<CatalogueRow | null> {
  return (await rowsOf(db, kind, id))[0] ?? null;
}

async function rowsOf(db: Reader, kind: CatalogueKind, id: string | null): Promise<CatalogueRow[]> {
  const one = id === null ? undefined : eq(catalogueTables[kind].id, id);
  const alone = { kind, isoCode: null, parentId: null };
  switch (kind) {
    case "region": {
      const rows = await db.select().from(catalogueRegions).where(one);
      return rows.map((row) => ({ ...alone, ...row }));
    }
    case "city": {
      const rows = await db.select().from(catalogueCities).where(one);
      return rows.map(({ regionId, ...row }) => ({ ...alone, ...row, parentId: regionId }));
    }
    case "clinic": {
      const rows = await db.select().from(catalogueClinics).where(one);
      return rows.map(({ cityId, ...row }) => ({ ...alone, ...row, parentId: cityId }));
    }
    case "specialization": {
      const rows = await db.select().from(catalogueSpecializations).where(one);
      return rows.map((row) => ({ ...alone, ...row }));
    }
  }
}

/** A row as the subject of an audit event. */
export function asSubject({ kind, id, nameAz }: Pick<CatalogueRow, "kind" | "id" | "nameAz">) {
  return { type: kind, id, label: nameAz };
}
