import type { MasterTx } from "@/lib/databases";
import { type CompanyEvent, recordCompanyEvent } from "@/lib/master/companies/company-event";
import { planCrossing } from "../crossing-plans";

/** What happened to a sandbox stands in the platform's audit and in that of the company's own database. */
export async function tellBoth(
  tx: MasterTx,
  company: { readonly id: string; readonly name: string },
  action: CompanyEvent["action"],
  changes: CompanyEvent["changes"] = {},
): Promise<void> {
  const event = await recordCompanyEvent(tx, company, action, changes);
  await planCrossing(tx, { companyId: company.id, kind: "audit.recorded", by: tx.actor, payload: event });
}
