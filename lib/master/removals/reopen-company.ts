import { eq } from "drizzle-orm";
import { companyRemovals } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { type CompanyEvent, recordCompanyEvent } from "@/lib/master/companies/company-event";
import { CompanyEdge, openCompanyRow, saveCompanyRow } from "@/lib/master/companies/open-company";
import { openRemoval, wasAskedByOwner } from "./queries";

export interface ReopenCompany {
  readonly companyId: string;
  /** An owner takes back what an owner asked for; an operator, either. */
  readonly by: "owner" | "operator";
}

/**
 * Takes a closing company back: it is what it was before. Its people sign in anew.
 * @returns what happened; null when it is not closing
 * @throws NotFound `company`; CompanyEdge when it is closed; DomainError `closedByOperator`
 */
export async function reopenCompany(
  tx: MasterTx,
  { companyId, by }: ReopenCompany,
  now: Date,
): Promise<CompanyEvent | null> {
  const row = await openCompanyRow(tx, companyId);
  if (row.state === "closed") throw new CompanyEdge("closed", "active");
  const removal = await openRemoval(tx, companyId);
  if (row.state !== "closing" || !removal) return null;
  if (by === "owner" && !(await wasAskedByOwner(tx, removal))) throw new DomainError("closedByOperator");
  await tx
    .update(companyRemovals)
    .set({ cancelledAt: now.getTime() })
    .where(eq(companyRemovals.id, removal.id));
  await saveCompanyRow(tx, row, row.version, { state: removal.stateBefore, stateReason: null });
  return recordCompanyEvent(tx, row, "company.reopened", { state: ["closing", removal.stateBefore] });
}
