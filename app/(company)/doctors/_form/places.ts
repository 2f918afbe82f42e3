import type { DoctorFormOptions } from "@/lib/company/doctors/form-options";
import type { ReferenceKind } from "@/lib/company/reference/kinds";

/** Where a doctor works, as the three selects hold it; empty is not chosen. */
export type Places = { regionId: string; cityId: string; clinicId: string };

export const nowhere: Places = { regionId: "", cityId: "", clinicId: "" };

/** What was just added in the reference data, by kind, as the address says. */
export type Added = Partial<Record<ReferenceKind, string>>;

type PlaceOptions = Pick<DoctorFormOptions, "regions" | "cities" | "clinics">;

/** The places that go with what was just added, from the smallest upwards; null when none of it can be chosen. */
export function placesOf(options: PlaceOptions, added: Added): Places | null {
  const clinic = options.clinics.find(({ id }) => id === added.clinic);
  const city = options.cities.find(({ id }) => id === (clinic?.parentId ?? added.city));
  const region = options.regions.find(({ id }) => id === (city?.parentId ?? added.region));
  if (!region) return null;
  return { regionId: region.id, cityId: city?.id ?? "", clinicId: clinic?.id ?? "" };
}

/** A changed parent leaves its children behind. */
export function choose(places: Places, change: Partial<Places>): Places {
  if (change.regionId !== undefined) return { ...nowhere, regionId: change.regionId };
  if (change.cityId !== undefined) return { ...places, cityId: change.cityId, clinicId: "" };
  return { ...places, ...change };
}
