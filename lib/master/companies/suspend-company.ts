import type { MasterTx } from "@/lib/databases";
import { endSessionsOfCompany } from "@/lib/master/sessions/end-sessions";
import { type CompanyEvent, recordCompanyEvent } from "./company-event";
import { CompanyEdge, openCompanyRow, saveCompanyRow } from "./open-company";
import type { SuspendCompany } from "./schema";

/**
 * Closes a company to its people: whoever works in it is signed out at once, and reads why when they come back.
 * Nothing of it is deleted.
 * @returns what happened; null when it was suspended already
 * @throws NotFound `company`; CompanyEdge unless people can work in it; StaleVersion
 */
export async function suspendCompany(
  tx: MasterTx,
  { companyId, reason, version }: SuspendCompany,
): Promise<CompanyEvent | null> {
  const row = await openCompanyRow(tx, companyId);
  if (row.state === "suspended") return null;
  if (row.state !== "active" && row.state !== "read_only") throw new CompanyEdge(row.state, "suspended");
  await saveCompanyRow(tx, row, version, { state: "suspended", stateReason: reason });
  const ended = await endSessionsOfCompany(tx, companyId);
  return recordCompanyEvent(tx, row, "company.suspended", {
    state: [row.state, "suspended"],
    reason: [null, reason],
    sessionsEnded: [null, ended],
  });
}
