import { type PopulateReport, populateReference } from "@/lib/company/reference/populate-reference";
import { type Actor, openTenant, recordAudit, write } from "@/lib/databases";
import { catalogue } from "@/lib/master/catalogue/catalogue";

export interface Populated {
  readonly companyId: string;
  /** Null when the company's database could not be written; then `error` says why. */
  readonly report: PopulateReport | null;
  readonly error: string | null;
}

/**
 * Gives companies what the catalogue has and they have not, and touches nothing that is there; doing it again changes
 * nothing. One that fails does not stop the others.
 */
export async function* populateCompanies(
  companyIds: readonly string[],
  actor: Actor,
  now: Date,
): AsyncGenerator<Populated, void, void> {
  for (const companyId of companyIds) {
    try {
      yield { companyId, report: await populateCompany(companyId, actor, now), error: null };
    } catch (error) {
      yield { companyId, report: null, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

async function populateCompany(companyId: string, actor: Actor, now: Date): Promise<PopulateReport> {
  const db = await openTenant(companyId);
  return write(db, actor, async (tx) => {
    const report = await populateReference(tx, catalogue, now);
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
