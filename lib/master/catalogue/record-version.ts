import { catalogueVersions } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { type CatalogueVersion, catalogueHash, currentCatalogueVersion } from "./queries";

/** Gives the catalogue its next version when its rows are no longer those of the last; call it after writing them. */
export async function recordCatalogueVersion(tx: MasterTx, now: Date): Promise<CatalogueVersion> {
  const hash = await catalogueHash(tx);
  const last = await currentCatalogueVersion(tx);
  if (last?.hash === hash) return last;
  const next = { version: (last?.version ?? 0) + 1, hash, appliedAt: now.getTime() };
  await tx.insert(catalogueVersions).values(next);
  return next;
}
