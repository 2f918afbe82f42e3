import { populateReference } from "@/lib/company/reference/populate-reference";
import { type Actor, type TenantDb, write } from "@/lib/databases";
import { catalogue } from "@/lib/master/catalogue/catalogue";

/** Fills a test database with the catalogue as a new company gets it. */
export async function readCatalogueData(db: TenantDb, actor: Actor): Promise<void> {
  const edition = { number: 1, catalogue, formerly: [] };
  await write(db, actor, (tx) => populateReference(tx, edition, new Date()));
}
