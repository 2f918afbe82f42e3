import { populateReference } from "@/lib/company/reference/populate-reference";
import { openMaster, type TemplateContent } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { currentCatalogueVersion } from "@/lib/master/catalogue/queries";
import { readCatalogueEdition } from "@/lib/master/catalogue/read-edition";

/** The last one that was read: making a company asks the master for one row, not for the whole catalogue. */
let known: CatalogueEdition | null = null;

/** What a new company finds in its database: the reference catalogue as it is in the master now, and its edition. */
export async function templateContent(): Promise<TemplateContent> {
  const edition = await currentEdition();
  return {
    hash: `${edition.catalogue.hash} ${edition.number}`,
    fill: (tx) => populateReference(tx, edition, new Date()),
  };
}

async function currentEdition(): Promise<CatalogueEdition> {
  const master = await openMaster();
  const current = await currentCatalogueVersion(master);
  if (known !== null && known.number === current?.version && known.catalogue.hash === current.hash)
    return known;
  // Its hash is over the rows as they were read, so that it names what will be written even if they change meanwhile.
  known = await readCatalogueEdition(master);
  return known;
}
