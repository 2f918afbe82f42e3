import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { DomainError } from "@/lib/domain/errors";
import { catalogue as shipped } from "./catalogue";
import type { Reader } from "./entries";
import { currentCatalogueVersion, readCatalogue } from "./queries";

/** There is no catalogue in the master yet: to take it for an empty one would take everything from companies. */
export class CatalogueMissing extends DomainError {
  constructor() {
    super("catalogueMissing");
  }
}

/**
 * The catalogue in force with its number, as companies are brought up to it.
 * @throws CatalogueMissing before the first start has put what ships into the master
 */
export async function readCatalogueEdition(db: Reader): Promise<CatalogueEdition> {
  const current = await currentCatalogueVersion(db);
  if (!current) throw new CatalogueMissing();
  return { number: current.version, catalogue: await readCatalogue(db), formerly: [shipped] };
}
