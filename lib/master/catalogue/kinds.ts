import {
  catalogueCities,
  catalogueClinics,
  catalogueRegions,
  catalogueSpecializations,
} from "@/drizzle/master/schema";

/** Parents before children. A kind is also the `subject.type` of its audit events. */
export const catalogueKinds = ["region", "city", "clinic", "specialization"] as const;
export type CatalogueKind = (typeof catalogueKinds)[number];

export const catalogueTables = {
  region: catalogueRegions,
  city: catalogueCities,
  clinic: catalogueClinics,
  specialization: catalogueSpecializations,
} as const;

/** A city lies in a region, a clinic in a city. */
export const parentKinds = { region: null, city: "region", clinic: "city", specialization: null } as const;
export const childKinds = { region: "city", city: "clinic", clinic: null, specialization: null } as const;
