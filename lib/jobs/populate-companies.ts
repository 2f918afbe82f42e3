import { type PopulateReport, populateReference } from "@/lib/company/reference/populate-reference";
import { type Actor, messageWithoutData, openMaster, openTenant, recordAudit, write } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { readCatalogueEdition } from "@/lib/master/catalogue/read-edition";

export interface Populated {
  readonly companyId: string;
  /** Null when the company's database could not be written; then `error` says why. */
  readonly report: PopulateReport | null;
  readonly error: string | null;
}

/**
 * Gives companies what the master's catalogue has and they have not, and touches nothing that is there; doing it again
 * changes nothing. One that fails does not stop the others.
 * @throws CatalogueMissing
 */
export async function* populateCompanies(
  companyIds: readonly string[],
  actor: Actor,
  now: Date,
): AsyncGenerator<Populated, void, void> {
  const edition = await readCatalogueEdition(await openMaster());
  for (const companyId of companyIds) {
    try {
      yield { companyId, report: await populateCompany(companyId, edition, actor, now), error: null };
    } catch (error) {
      yield { companyId, report: null, error: messageWithoutData(error) };
    }
  }
}

async function populateCompany(
  companyId: string,
  edition: CatalogueEdition,
  actor: Actor,
  now: Date,
): Promise<PopulateReport> {
  const db = await openTenant(companyId);
  return write(db, actor, async (tx) => {
    const report = await populateReference(tx, edition, now);
    if (report.inserted > 0) {
      await recordAudit(tx, {
        action: "reference.populated",
        subject: { type: "reference", id: "catalogue" },
        changes: { entries: [null, report.inserted] },
      });
    }
    return report;
  });
}
