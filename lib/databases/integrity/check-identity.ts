import { readIdentity } from "../identity";
import type { TenantRef } from "../registry";
import type { Asked } from "./describe-schema";
import { finding, type IntegrityFinding } from "./finding";

/** Whose database it is by its own account, against the registry's. */
export async function checkIdentity(client: Asked, ref: TenantRef): Promise<IntegrityFinding[]> {
  const identity = await readIdentity(client);
  if (!identity) return [finding("identity.missing", "The database does not say whose it is.")];
  const { companyId, databaseId, generation, epoch, fencedAt } = identity;
  const findings: IntegrityFinding[] = [];
  if (companyId !== ref.companyId) {
    const message = `The database says that it belongs to company ${companyId}: restore the right one.`;
    findings.push(finding("identity.company", message, { found: companyId, expected: ref.companyId }));
  }
  if (databaseId !== ref.databaseId) {
    const message = `The database says that it is database ${databaseId}: restore the right one.`;
    findings.push(finding("identity.database", message, { found: databaseId, expected: ref.databaseId }));
  }
  if (generation !== ref.generation) {
    const message = `The database says that it is generation ${generation}, the registry says ${ref.generation}.`;
    findings.push(finding("identity.generation", message, { found: generation, expected: ref.generation }));
  }
  if (epoch !== ref.epoch) {
    const message = `The database is in epoch ${epoch}, the registry in ${ref.epoch}: nobody may open it.`;
    findings.push(finding("identity.epoch", message, { found: epoch, expected: ref.epoch }));
  }
  if (fencedAt !== null) {
    const since = new Date(fencedAt).toISOString();
    const message = `Writers are kept out since ${since}, though nothing is being done with the database.`;
    findings.push(finding("identity.fenced", message, { fencedAt }));
  }
  return findings;
}
