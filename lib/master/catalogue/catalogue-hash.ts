import { createHash } from "node:crypto";
import type { Catalogue, CatalogueEntry } from "@/lib/domain/catalogue";

const kinds = ["regions", "cities", "clinics", "specializations"] as const;

/** A row as it ships, or as the master keeps it. */
type Hashed = Omit<CatalogueEntry, "id"> & {
  readonly isoCode?: string | null;
  readonly regionId?: string;
  readonly cityId?: string;
  readonly parentId?: string | null;
  readonly archivedAt?: number | null;
};

/**
 * Columns are named, not taken as they come: a column added later must not change the hash of an old catalogue. That
 * is also why only an archived row says whether it is.
 */
function textOf(row: Hashed): string {
  const { code, isoCode = null, regionId = null, cityId = null, nameAz, nameEn, nameRu } = row;
  const parent = row.parentId ?? regionId ?? cityId;
  const archived = row.archivedAt == null ? [] : ["archived"];
  return JSON.stringify([code, isoCode, parent, nameAz, nameEn, nameRu, ...archived]);
}

/** SHA-256 over all rows; the order in which they were read does not matter. */
export function hashOf(
  rows: Omit<Catalogue, "hash"> | Record<(typeof kinds)[number], readonly Hashed[]>,
): string {
  const hash = createHash("sha256");
  for (const kind of kinds) hash.update(`${kind}\n${rows[kind].map(textOf).sort().join("\n")}\n`);
  return hash.digest("hex");
}
