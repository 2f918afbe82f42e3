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

/**
 * The edition in force: `known`, as long as it is, which costs one row instead of the whole catalogue.
 * @throws CatalogueMissing
 */
export async function editionInForce(db: Reader, known: CatalogueEdition | null): Promise<CatalogueEdition> {
  const current = await currentCatalogueVersion(db);
  // Its hash is over the rows as they were read, so that it names what will be written even if they change meanwhile.
  if (known !== null && known.number === current?.version && known.catalogue.hash === current.hash)
    return known;
  return readCatalogueEdition(db);
}
