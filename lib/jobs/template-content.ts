import { populateReference } from "@/lib/company/reference/populate-reference";
import { openMaster, type TemplateContent } from "@/lib/databases";
import type { Catalogue } from "@/lib/domain/catalogue";
import { currentCatalogueVersion, readCatalogue } from "@/lib/master/catalogue/queries";

/** The last one that was read: making a company asks the master for one row, not for the whole catalogue. */
let known: Catalogue | null = null;

/** What a new company finds in its database: the reference catalogue as it is in the master now. */
export async function templateContent(): Promise<TemplateContent> {
  const catalogue = await currentCatalogue();
  return { hash: catalogue.hash, fill: (tx) => populateReference(tx, catalogue, new Date()) };
}

async function currentCatalogue(): Promise<Catalogue> {
  const master = await openMaster();
  const current = await currentCatalogueVersion(master);
  if (known !== null && known.hash === current?.hash) return known;
  // Its hash is over the rows as they were read, so that it names what will be written even if they change meanwhile.
  known = await readCatalogue(master);
  return known;
}
