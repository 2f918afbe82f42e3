import type { MasterTx } from "@/lib/databases";
import { type CompanyEvent, recordCompanyEvent } from "./company-event";
import { CompanyEdge, openCompanyRow, saveCompanyRow } from "./open-company";
import type { ResumeCompany } from "./schema";

/**
 * Opens a suspended company to its people again. What its subscription allows is another matter.
 * @returns what happened; null when it was open already
 * @throws NotFound `company`; CompanyEdge when it is being prepared, closing or closed; StaleVersion
 */
export async function resumeCompany(
  tx: MasterTx,
  { companyId, note, version }: ResumeCompany,
): Promise<CompanyEvent | null> {
  const row = await openCompanyRow(tx, companyId);
  if (row.state === "active" || row.state === "read_only") return null;
  if (row.state !== "suspended") throw new CompanyEdge(row.state, "active");
  await saveCompanyRow(tx, row, version, { state: "active", stateReason: null });
  return recordCompanyEvent(tx, row, "company.resumed", {
    state: ["suspended", "active"],
    reason: [row.stateReason, null],
    ...(note !== null && { note: [null, note] }),
  });
}
