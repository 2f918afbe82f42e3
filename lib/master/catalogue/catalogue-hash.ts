import { createHash } from "node:crypto";
import type { Catalogue, CatalogueEntry } from "@/lib/domain/catalogue";

const kinds = ["regions", "cities", "clinics", "specializations"] as const;

/** Columns are named, not taken as they come: a column added later must not change the hash of an old catalogue. */
function textOf(
  entry: CatalogueEntry & { isoCode?: string | null; regionId?: string; cityId?: string },
): string {
  const { code, isoCode = null, regionId = null, cityId = null, nameAz, nameEn, nameRu } = entry;
  return JSON.stringify([code, isoCode, regionId ?? cityId, nameAz, nameEn, nameRu]);
}

/** SHA-256 over all rows; the order in which they were read does not matter. */
export function hashOf(rows: Omit<Catalogue, "hash">): string {
  const hash = createHash("sha256");
  for (const kind of kinds) hash.update(`${kind}\n${rows[kind].map(textOf).sort().join("\n")}\n`);
  return hash.digest("hex");
}
