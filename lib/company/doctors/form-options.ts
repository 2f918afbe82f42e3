import { type ReferenceOption, referenceOptions } from "@/lib/company/reference/options";
import type { TenantDb } from "@/lib/databases";
import type { Locale } from "@/lib/i18n/config";
import type { References } from "./check-references";

export type DoctorFormOptions = Record<
  "specializations" | "regions" | "cities" | "clinics",
  ReferenceOption[]
>;

/** What can be chosen in the form: everything that is not archived, and what `current` has anyway. */
export async function doctorFormOptions(
  db: TenantDb,
  locale: Locale,
  current: References | null = null,
): Promise<DoctorFormOptions> {
  const [specializations, regions, cities, clinics] = await Promise.all([
    referenceOptions(db, "specialization", locale, [current?.specializationId ?? null]),
    referenceOptions(db, "region", locale, [current?.regionId ?? null]),
    referenceOptions(db, "city", locale, [current?.cityId ?? null]),
    referenceOptions(db, "clinic", locale, [current?.clinicId ?? null]),
  ]);
  return { specializations, regions, cities, clinics };
}
