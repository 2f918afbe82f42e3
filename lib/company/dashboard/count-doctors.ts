import { count, desc, eq, isNull } from "drizzle-orm";
import { doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedName, localizedOrder } from "@/lib/company/reference/localized-name";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";

/** How many doctors one reference row has, archived ones left out, as the list of doctors counts them. */
export interface DoctorGroup {
  readonly id: string;
  readonly name: string;
  readonly doctors: number;
}

/** Every region that has doctors, the fullest first. */
export const countByRegion = (db: TenantDb, locale: Locale) => countBy(db, "regionId", regions, locale);

/** Every specialization that has doctors, the fullest first. */
export const countBySpecialization = (db: TenantDb, locale: Locale) =>
  countBy(db, "specializationId", specializations, locale);

/** Counted over the index alone, before any name is looked up. */
function countBy(
  db: TenantDb,
  column: "regionId" | "specializationId",
  table: typeof regions | typeof specializations,
  locale: Locale,
) {
  const counted = db
    .select({ id: doctors[column], doctors: count().as("doctors") })
    .from(doctors)
    .where(isNull(doctors.archivedAt))
    .groupBy(doctors[column])
    .as("counted");
  return db
    .select({ id: table.id, name: localizedName(table, locale), doctors: counted.doctors })
    .from(counted)
    .innerJoin(table, eq(table.id, counted.id))
    .orderBy(desc(counted.doctors), localizedOrder(table, locale));
}
