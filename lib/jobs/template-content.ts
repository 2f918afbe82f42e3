import { populateReference } from "@/lib/company/reference/populate-reference";
import { openMaster, type TemplateContent } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { editionInForce } from "@/lib/master/catalogue/read-edition";

/** The last one that was read: making a company asks the master for one row, not for the whole catalogue. */
let known: CatalogueEdition | null = null;

/** What a new company finds in its database: the reference catalogue as it is in the master now, and its edition. */
export async function templateContent(): Promise<TemplateContent> {
  const edition = await editionInForce(await openMaster(), known);
  known = edition;
  return {
    hash: `${edition.catalogue.hash} ${edition.number}`,
    fill: (tx) => populateReference(tx, edition, new Date()),
  };
}
