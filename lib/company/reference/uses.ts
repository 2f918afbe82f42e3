import { count, eq, isNotNull, sql } from "drizzle-orm";
import { cities, clinics, doctors } from "@/drizzle/tenant/schema";
import type { TenantDb, TenantTx } from "@/lib/databases";
import type { UseCounts } from "@/lib/domain/errors";
import { doctorColumns, type ReferenceKind } from "./kinds";

/** How many rows name this one. Archived ones count: their foreign keys hold as well. */
export type Uses = UseCounts & { archivedDoctors: number };

export async function usesOf(db: TenantDb | TenantTx, kind: ReferenceKind, id: string): Promise<Uses> {
  const [found] = await db
    .select({
      doctors: count(),
      archivedDoctors: sql<number>`coalesce(sum(${isNotNull(doctors.archivedAt)}), 0)`,
    })
    .from(doctors)
    .where(eq(doctorColumns[kind], id));
  return {
    doctors: found?.doctors ?? 0,
    archivedDoctors: found?.archivedDoctors ?? 0,
    cities: kind === "region" ? await db.$count(cities, eq(cities.regionId, id)) : 0,
    clinics: kind === "city" ? await db.$count(clinics, eq(clinics.cityId, id)) : 0,
  };
}

export function isUsed({ doctors, cities, clinics }: UseCounts): boolean {
  return doctors + cities + clinics > 0;
}
