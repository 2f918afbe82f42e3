import { sql } from "drizzle-orm";
import {
  catalogueCities,
  catalogueClinics,
  catalogueRegions,
  catalogueSpecializations,
  catalogueVersions,
} from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { catalogue } from "./catalogue";
import { type CatalogueVersion, catalogueHash, currentCatalogueVersion } from "./queries";

const newNames = {
  nameAz: sql`excluded.name_az`,
  nameEn: sql`excluded.name_en`,
  nameRu: sql`excluded.name_ru`,
};
/** An unchanged row is left alone, so that its `updated_at` says when it last changed. */
const changed = (...columns: string[]) =>
  sql.raw(
    ["name_az", "name_en", "name_ru", ...columns]
      .map((column) => `${column} IS NOT excluded.${column}`)
      .join(" OR "),
  );

/**
 * Brings the catalogue this version ships into the master database, by code: adds what is missing, corrects what
 * differs, removes nothing. An edition whose rows differ from the last recorded one gets a new version.
 */
export async function seedCatalogue(tx: MasterTx, now: Date): Promise<CatalogueVersion> {
  await tx
    .insert(catalogueRegions)
    .values([...catalogue.regions])
    .onConflictDoUpdate({
      target: catalogueRegions.code,
      set: { ...newNames, isoCode: sql`excluded.iso_code` },
      setWhere: changed("iso_code"),
    });
  const regionId = await idsInPlace(tx, catalogueRegions, catalogue.regions);
  await tx
    .insert(catalogueCities)
    .values(catalogue.cities.map((city) => ({ ...city, regionId: regionId(city.regionId) })))
    .onConflictDoUpdate({
      target: catalogueCities.code,
      set: { ...newNames, regionId: sql`excluded.region_id` },
      setWhere: changed("region_id"),
    });
  const cityId = await idsInPlace(tx, catalogueCities, catalogue.cities);
  await tx
    .insert(catalogueClinics)
    .values(catalogue.clinics.map((clinic) => ({ ...clinic, cityId: cityId(clinic.cityId) })))
    .onConflictDoUpdate({
      target: catalogueClinics.code,
      set: { ...newNames, cityId: sql`excluded.city_id` },
      setWhere: changed("city_id"),
    });
  await tx
    .insert(catalogueSpecializations)
    .values([...catalogue.specializations])
    .onConflictDoUpdate({ target: catalogueSpecializations.code, set: newNames, setWhere: changed() });
  return recordVersion(tx, now);
}

/** A row that a master admin made first keeps its own id under the same code; children must point at that one. */
async function idsInPlace(
  tx: MasterTx,
  table: typeof catalogueRegions | typeof catalogueCities,
  shipped: readonly { id: string; code: string }[],
): Promise<(id: string) => string> {
  const rows = await tx.select({ id: table.id, code: table.code }).from(table);
  const idByCode = new Map(rows.map((row) => [row.code, row.id]));
  const inPlace = new Map(shipped.map(({ id, code }) => [id, idByCode.get(code)]));
  return (id) => inPlace.get(id) ?? id;
}

async function recordVersion(tx: MasterTx, now: Date): Promise<CatalogueVersion> {
  const hash = await catalogueHash(tx);
  const last = await currentCatalogueVersion(tx);
  if (last?.hash === hash) return last;
  const next = { version: (last?.version ?? 0) + 1, hash, appliedAt: now.getTime() };
  await tx.insert(catalogueVersions).values(next);
  return next;
}
