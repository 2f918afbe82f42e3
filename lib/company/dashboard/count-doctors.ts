import { count, desc, eq, isNull } from "drizzle-orm";
import { doctors, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

/** How many doctors one reference row has, archived ones left out, as the list of doctors counts them. */
export interface DoctorGroup {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly nameRu: string | null;
  readonly doctors: number;
}

/** Every region that has doctors, the fullest first. */
export function countByRegion(db: TenantDb) {
  const counted = countBy(db, "regionId");
  return db
    .select({ id: regions.id, ...namesOf(regions), doctors: counted.doctors })
    .from(counted)
    .innerJoin(regions, eq(regions.id, counted.id))
    .orderBy(desc(counted.doctors), regions.nameSort);
}

/** Every specialization that has doctors, the fullest first. */
export function countBySpecialization(db: TenantDb) {
  const counted = countBy(db, "specializationId");
  return db
    .select({ id: specializations.id, ...namesOf(specializations), doctors: counted.doctors })
    .from(counted)
    .innerJoin(specializations, eq(specializations.id, counted.id))
    .orderBy(desc(counted.doctors), specializations.nameSort);
}

/** Counted over the index alone, before any name is looked up. */
function countBy(db: TenantDb, column: "regionId" | "specializationId") {
  return db
    .select({ id: doctors[column], doctors: count().as("doctors") })
    .from(doctors)
    .where(isNull(doctors.archivedAt))
    .groupBy(doctors[column])
    .as("counted");
}

function namesOf<T extends typeof regions | typeof specializations>(table: T) {
  return { name: table.name, nameEn: table.nameEn, nameRu: table.nameRu };
}
