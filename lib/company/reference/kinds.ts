import {
  cities,
  clinics,
  doctors,
  type ReferenceKind,
  referenceKinds,
  regions,
  specializations,
} from "@/drizzle/tenant/schema";

export { type ReferenceKind, referenceKinds };

export const referenceTables = {
  region: regions,
  city: cities,
  clinic: clinics,
  specialization: specializations,
} as const;

/** A city lies in a region, a clinic in a city. */
export const parentKinds = { region: null, city: "region", clinic: "city", specialization: null } as const;
export const childKinds = { region: "city", city: "clinic", clinic: null, specialization: null } as const;

/** The column in which a doctor names a row of each kind. */
export const doctorColumns = {
  region: doctors.regionId,
  city: doctors.cityId,
  clinic: doctors.clinicId,
  specialization: doctors.specializationId,
} as const;

export function isReferenceKind(text: string): text is ReferenceKind {
  return (referenceKinds as readonly string[]).includes(text);
}
