import { count, eq, isNotNull, isNull } from "drizzle-orm";
import { cities, clinics, doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedName, localizedNameOrNull } from "@/lib/company/reference/localized-name";
import type { TenantDb, TenantTx } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import type { ReferenceLabels } from "./check-references";

/** Everything about one doctor, with the names of what it points at; null when there is none. */
export async function getDoctor(db: TenantDb, id: string, locale: Locale) {
  const [doctor] = await db
    .select({
      id: doctors.id,
      code: doctors.code,
      firstName: doctors.firstName,
      lastName: doctors.lastName,
      phone: doctors.phone,
      email: doctors.email,
      gender: doctors.gender,
      category: doctors.category,
      isActive: doctors.isActive,
      notes: doctors.notes,
      archivedAt: doctors.archivedAt,
      version: doctors.version,
      createdAt: doctors.createdAt,
      updatedAt: doctors.updatedAt,
      specializationId: doctors.specializationId,
      regionId: doctors.regionId,
      cityId: doctors.cityId,
      clinicId: doctors.clinicId,
      specialization: localizedName(specializations, locale),
      region: localizedName(regions, locale),
      city: localizedName(cities, locale),
      clinic: localizedNameOrNull(clinics, locale),
    })
    .from(doctors)
    .innerJoin(specializations, eq(specializations.id, doctors.specializationId))
    .innerJoin(regions, eq(regions.id, doctors.regionId))
    .innerJoin(cities, eq(cities.id, doctors.cityId))
    .leftJoin(clinics, eq(clinics.id, doctors.clinicId))
    .where(eq(doctors.id, id));
  return doctor ?? null;
}

export type DoctorDetails = NonNullable<Awaited<ReturnType<typeof getDoctor>>>;

/** How many doctors the company's plan counts: those that are not archived. */
export async function countDoctors(db: TenantDb | TenantTx): Promise<number> {
  const [row] = await db.select({ n: count() }).from(doctors).where(isNull(doctors.archivedAt));
  return row?.n ?? 0;
}

export async function countArchivedDoctors(db: TenantDb): Promise<number> {
  return db.$count(doctors, isNotNull(doctors.archivedAt));
}

/** The names a doctor's references have now; the history keeps them as they were. */
export async function referenceLabels(tx: TenantTx, doctorId: string): Promise<ReferenceLabels> {
  const [labels] = await tx
    .select({
      specialization: specializations.name,
      region: regions.name,
      city: cities.name,
      clinic: clinics.name,
    })
    .from(doctors)
    .innerJoin(specializations, eq(specializations.id, doctors.specializationId))
    .innerJoin(regions, eq(regions.id, doctors.regionId))
    .innerJoin(cities, eq(cities.id, doctors.cityId))
    .leftJoin(clinics, eq(clinics.id, doctors.clinicId))
    .where(eq(doctors.id, doctorId));
  return labels ?? { specialization: "", region: "", city: "", clinic: null };
}
