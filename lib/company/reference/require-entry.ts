import { eq } from "drizzle-orm";
import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import type { ReferenceKind } from "./kinds";

/** A row of any kind with every column that any kind has. */
export type ReferenceEntry = Omit<typeof regions.$inferSelect, "code"> & {
  kind: ReferenceKind;
  code: string | null;
  /** A city's region, a clinic's city. */
  parentId: string | null;
  address: string | null;
  phone: string | null;
};

const absent = { code: null, isoCode: null, parentId: null, address: null, phone: null };

export async function findEntry(
  db: TenantDb | TenantTx,
  kind: ReferenceKind,
  id: string,
): Promise<ReferenceEntry | null> {
  switch (kind) {
    case "region": {
      const [row] = await db.select().from(regions).where(eq(regions.id, id));
      return row ? { ...absent, ...row, kind } : null;
    }
    case "city": {
      const [row] = await db.select().from(cities).where(eq(cities.id, id));
      return row ? { ...absent, ...row, kind, parentId: row.regionId } : null;
    }
    case "clinic": {
      const [row] = await db.select().from(clinics).where(eq(clinics.id, id));
      return row ? { ...absent, ...row, kind, parentId: row.cityId } : null;
    }
    case "specialization": {
      const [row] = await db.select().from(specializations).where(eq(specializations.id, id));
      return row ? { ...absent, ...row, kind } : null;
    }
  }
}

/** @throws NotFound */
export async function requireEntry(
  db: TenantDb | TenantTx,
  kind: ReferenceKind,
  id: string,
): Promise<ReferenceEntry> {
  const entry = await findEntry(db, kind, id);
  if (!entry) throw new NotFound(kind);
  return entry;
}

/** A row as the subject of an audit event. */
export function asSubject({ kind, id, name }: Pick<ReferenceEntry, "kind" | "id" | "name">) {
  return { type: kind, id, label: name };
}
