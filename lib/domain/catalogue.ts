/** What the reference catalogue says, as a plain value: the master keeps it, companies receive it. */
export interface Catalogue {
  /** SHA-256 over all rows in a fixed order: equal hashes mean equal catalogues. */
  readonly hash: string;
  readonly regions: readonly CatalogueRegion[];
  readonly cities: readonly CatalogueCity[];
  readonly clinics: readonly CatalogueClinic[];
  readonly specializations: readonly CatalogueEntry[];
}

export interface CatalogueEntry {
  /** The same for the same code everywhere. */
  readonly id: string;
  /** Unique among the entries of one kind. */
  readonly code: string;
  readonly nameAz: string;
  readonly nameEn: string;
  readonly nameRu: string;
}

export interface CatalogueRegion extends CatalogueEntry {
  /** ISO 3166-2, such as `AZ-BA`; null for a region the standard does not list. */
  readonly isoCode: string | null;
}

export interface CatalogueCity extends CatalogueEntry {
  readonly regionId: string;
}

export interface CatalogueClinic extends CatalogueEntry {
  readonly cityId: string;
}

/** The catalogue as companies' reference data is brought up to it. */
export interface CatalogueEdition {
  /** Counts the editions that were ever in force, from 1. */
  readonly number: number;
  readonly catalogue: Catalogue;
  /** What it is known to have said otherwise, such as what ships: who says so still has edited nothing. */
  readonly formerly: readonly Catalogue[];
}
