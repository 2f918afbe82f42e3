import { desc, eq, isNull } from "drizzle-orm";
import { clinics, doctors, specializations } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

/** Who was added last. */
export function newestDoctors(db: TenantDb, limit = 5) {
  return db
    .select({
      id: doctors.id,
      code: doctors.code,
      firstName: doctors.firstName,
      lastName: doctors.lastName,
      createdAt: doctors.createdAt,
      specialization: {
        name: specializations.name,
        nameEn: specializations.nameEn,
        nameRu: specializations.nameRu,
      },
      clinic: { name: clinics.name, nameEn: clinics.nameEn, nameRu: clinics.nameRu },
    })
    .from(doctors)
    .innerJoin(specializations, eq(specializations.id, doctors.specializationId))
    .leftJoin(clinics, eq(clinics.id, doctors.clinicId))
    .where(isNull(doctors.archivedAt))
    .orderBy(desc(doctors.createdAt))
    .limit(limit);
}
