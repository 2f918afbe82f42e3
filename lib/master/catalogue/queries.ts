import { desc } from "drizzle-orm";
import { catalogueVersions } from "@/drizzle/master/schema";
import type { Catalogue, CatalogueEntry } from "@/lib/domain/catalogue";
import { hashOf } from "./catalogue-hash";
import { type CatalogueRow, entriesOf, type Reader } from "./entries";

/**
 * The catalogue in force, as a plain value for `populateReference` and for the name of the tenant template: what is
 * archived, or lies in something that is, is left out. The hash is over all rows, archived ones as such.
 */
export async function readCatalogue(db: Reader): Promise<Catalogue> {
  const rows = await allRows(db);
  const regions = rows.regions.filter(isOffered);
  const cities = below(rows.cities.filter(isOffered), regions);
  const clinics = below(rows.clinics.filter(isOffered), cities);
  return {
    hash: hashOf(rows),
    regions: regions.map((row) => ({ ...plain(row), isoCode: row.isoCode })),
    cities: cities.map((row) => ({ ...plain(row), regionId: row.parentId ?? "" })),
    clinics: clinics.map((row) => ({ ...plain(row), cityId: row.parentId ?? "" })),
    specializations: rows.specializations.filter(isOffered).map(plain),
  };
}

/** The hash of the catalogue in force, over its rows and not over what was once recorded. */
export async function catalogueHash(db: Reader): Promise<string> {
  return hashOf(await allRows(db));
}

async function allRows(db: Reader) {
  return {
    regions: await entriesOf(db, "region"),
    cities: await entriesOf(db, "city"),
    clinics: await entriesOf(db, "clinic"),
    specializations: await entriesOf(db, "specialization"),
  };
}

const isOffered = ({ archivedAt }: CatalogueRow) => archivedAt === null;

function below(rows: readonly CatalogueRow[], parents: readonly CatalogueRow[]): CatalogueRow[] {
  const offered = new Set(parents.map(({ id }) => id));
  return rows.filter(({ parentId }) => parentId !== null && offered.has(parentId));
}

const plain = ({ id, code, nameAz, nameEn, nameRu }: CatalogueRow): CatalogueEntry => ({
  id,
  code,
  nameAz,
  nameEn,
  nameRu,
});

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
