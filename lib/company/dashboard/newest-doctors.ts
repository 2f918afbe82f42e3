import { desc, eq, isNull } from "drizzle-orm";
import { clinics, doctors, specializations } from "@/drizzle/tenant/schema";
import { localizedName, localizedNameOrNull } from "@/lib/company/reference/localized-name";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";

/** Who was added last. */
export function newestDoctors(db: TenantDb, locale: Locale, limit = 5) {
  return db
    .select({
      id: doctors.id,
      code: doctors.code,
      firstName: doctors.firstName,
      lastName: doctors.lastName,
      createdAt: doctors.createdAt,
      specialization: localizedName(specializations, locale),
      clinic: localizedNameOrNull(clinics, locale),
    })
    .from(doctors)
    .innerJoin(specializations, eq(specializations.id, doctors.specializationId))
    .leftJoin(clinics, eq(clinics.id, doctors.clinicId))
    .where(isNull(doctors.archivedAt))
    .orderBy(desc(doctors.createdAt))
    .limit(limit);
}
