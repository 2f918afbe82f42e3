import { asc, desc } from "drizzle-orm";
import {
  catalogueCities,
  catalogueClinics,
  catalogueRegions,
  catalogueSpecializations,
  catalogueVersions,
} from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import type { Catalogue } from "@/lib/domain/catalogue";
import { hashOf } from "./catalogue-hash";

/** The master database outside or inside a transaction. */
type Reader = Pick<MasterDb, "select">;

const columnsOf = <
  T extends
    | typeof catalogueRegions
    | typeof catalogueCities
    | typeof catalogueClinics
    | typeof catalogueSpecializations,
>(
  table: T,
) => ({ id: table.id, code: table.code, nameAz: table.nameAz, nameEn: table.nameEn, nameRu: table.nameRu });

/** The catalogue in force, as a plain value for `populateReference` and for the name of the tenant template. */
export async function readCatalogue(db: Reader): Promise<Catalogue> {
  const regions = await db
    .select({ ...columnsOf(catalogueRegions), isoCode: catalogueRegions.isoCode })
    .from(catalogueRegions)
    .orderBy(asc(catalogueRegions.code));
  const cities = await db
    .select({ ...columnsOf(catalogueCities), regionId: catalogueCities.regionId })
    .from(catalogueCities)
    .orderBy(asc(catalogueCities.code));
  const clinics = await db
    .select({ ...columnsOf(catalogueClinics), cityId: catalogueClinics.cityId })
    .from(catalogueClinics)
    .orderBy(asc(catalogueClinics.code));
  const specializations = await db
    .select(columnsOf(catalogueSpecializations))
    .from(catalogueSpecializations)
    .orderBy(asc(catalogueSpecializations.code));
  const rows = { regions, cities, clinics, specializations };
  return { hash: hashOf(rows), ...rows };
}

/** The hash of the catalogue in force, over its rows and not over what was once recorded. */
export async function catalogueHash(db: Reader): Promise<string> {
  return (await readCatalogue(db)).hash;
}

export interface CatalogueVersion {
  readonly version: number;
  readonly hash: string;
  /** Milliseconds UTC. */
  readonly appliedAt: number;
}

/** The latest recorded edition; null before the first seeding. */
export async function currentCatalogueVersion(db: Reader): Promise<CatalogueVersion | null> {
  const [row] = await db
    .select({
      version: catalogueVersions.version,
      hash: catalogueVersions.hash,
      appliedAt: catalogueVersions.appliedAt,
    })
    .from(catalogueVersions)
    .orderBy(desc(catalogueVersions.version))
    .limit(1);
  return row ?? null;
}
