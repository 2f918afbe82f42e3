import { cities, clinics, regions, specializations } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import type {
  Catalogue,
  CatalogueCity,
  CatalogueClinic,
  CatalogueEntry,
  CatalogueRegion,
} from "@/lib/domain/catalogue";
import { newId } from "@/lib/domain/id";
import type { ReferenceKind } from "./kinds";
import { Placement, type RowInPlace } from "./placement";
import { searchColumns } from "./search-columns";

export interface PopulateReport {
  /** Copied now. */
  readonly inserted: number;
  /** Were there already, as copied or as the company has edited them since. */
  readonly unchanged: number;
  /** The company has another row of that code or name, or none that their parent could be. */
  readonly skipped: number;
}

/**
 * Copies what the catalogue has and the company has not; touches nothing that is there. Doing it again changes nothing.
 * Writes no audit event, because the template that new companies are copied from is nobody's yet: whoever populates
 * a company that lives records `reference.populated` in the same transaction.
 */
export async function populateReference(
  tx: TenantTx,
  catalogue: Catalogue,
  now: Date,
): Promise<PopulateReport> {
  const at = now.getTime();
  const copy = (entry: CatalogueEntry, code: string | null) => ({
    id: newId(),
    name: entry.nameAz,
    nameEn: entry.nameEn,
    nameRu: entry.nameRu,
    ...searchColumns({ name: entry.nameAz, nameEn: entry.nameEn, nameRu: entry.nameRu, code }),
    origin: "catalogue" as const,
    catalogueId: entry.id,
    createdAt: at,
    updatedAt: at,
  });

  const regionsInPlace = new Placement<CatalogueRegion>(await rowsOf(tx, "region"));
  const newRegions = regionsInPlace.place(catalogue.regions, ({ entry }) => ({
    ...copy(entry, entry.code),
    code: entry.code,
    isoCode: entry.isoCode,
  }));
  await inChunks(newRegions, (rows) => tx.insert(regions).values(rows));

  const citiesInPlace = new Placement<CatalogueCity>(await rowsOf(tx, "city"), (city) =>
    regionsInPlace.idOf(city.regionId),
  );
  const newCities = citiesInPlace.place(catalogue.cities, ({ entry, parentId }) => ({
    ...copy(entry, null),
    regionId: parentId,
  }));
  await inChunks(newCities, (rows) => tx.insert(cities).values(rows));

  const clinicsInPlace = new Placement<CatalogueClinic>(await rowsOf(tx, "clinic"), (clinic) =>
    citiesInPlace.idOf(clinic.cityId),
  );
  const newClinics = clinicsInPlace.place(catalogue.clinics, ({ entry, parentId }) => ({
    ...copy(entry, null),
    cityId: parentId,
  }));
  await inChunks(newClinics, (rows) => tx.insert(clinics).values(rows));

  const specializationsInPlace = new Placement<CatalogueEntry>(await rowsOf(tx, "specialization"));
  const newSpecializations = specializationsInPlace.place(catalogue.specializations, ({ entry }) => ({
    ...copy(entry, entry.code),
    code: entry.code,
  }));
  await inChunks(newSpecializations, (rows) => tx.insert(specializations).values(rows));

  const all = [regionsInPlace, citiesInPlace, clinicsInPlace, specializationsInPlace];
  return {
    inserted: all.reduce((sum, one) => sum + one.inserted, 0),
    unchanged: all.reduce((sum, one) => sum + one.unchanged, 0),
    skipped: all.reduce((sum, one) => sum + one.skipped, 0),
  };
}

async function rowsOf(tx: TenantTx, kind: ReferenceKind): Promise<RowInPlace[]> {
  const shared = <T extends typeof regions | typeof cities | typeof clinics | typeof specializations>(
    table: T,
  ) => ({
    id: table.id,
    catalogueId: table.catalogueId,
    nameFolded: table.nameFolded,
  });
  switch (kind) {
    case "region":
      return tx.select({ ...shared(regions), code: regions.code }).from(regions);
    case "city":
      return tx.select({ ...shared(cities), parentId: cities.regionId }).from(cities);
    case "clinic":
      return tx.select({ ...shared(clinics), parentId: clinics.cityId }).from(clinics);
    case "specialization":
      return tx.select({ ...shared(specializations), code: specializations.code }).from(specializations);
  }
}

/** A statement takes at most 32,766 values. */
async function inChunks<T>(rows: T[], insert: (rows: T[]) => PromiseLike<unknown>): Promise<void> {
  const size = 1_000;
  for (let from = 0; from < rows.length; from += size) await insert(rows.slice(from, from + size));
}
