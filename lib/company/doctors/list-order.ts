import { asc, desc, type SQL, sql } from "drizzle-orm";
import { cities, clinics, doctors, regions, specializations } from "@/drizzle/tenant/schema";
import { localizedOrder } from "@/lib/company/reference/localized-name";
import type { Locale } from "@/lib/i18n/config";
import type { DoctorFilter } from "./filter";

/** Every order ends with something unique, so that no doctor stands on two pages. What is empty comes last. */
export function doctorOrder({ sort, descending, status }: DoctorFilter, locale: Locale): SQL[] {
  const direction = descending ? desc : asc;
  const name = asc(doctors.nameSort);
  switch (sort) {
    case "name":
      return [direction(doctors.nameSort)];
    case "code":
      // The plus keeps SQLite from walking all codes in search of the few archived ones.
      return [direction(status === "archived" ? sql`+${doctors.code}` : doctors.code)];
    case "created":
      return [direction(doctors.createdAt), direction(sql`doctors.rowid`)];
    case "specialization":
      return [direction(localizedOrder(specializations, locale)), name];
    case "region":
      return [direction(localizedOrder(regions, locale)), name];
    case "city":
      return [direction(localizedOrder(cities, locale)), name];
    case "clinic":
      return [sql`${doctors.clinicId} IS NULL`, direction(localizedOrder(clinics, locale)), name];
    case "category":
      return [sql`${doctors.category} IS NULL`, direction(doctors.category), name];
    case "status":
      return [direction(sql`NOT ${doctors.isActive}`), name];
  }
}
