import { type MasterTx, recordAudit } from "@/lib/databases";
import { type CompanyFilter, companyQuery } from "./company-filter";

/** Who took the list of companies out of the house, which part of it, and how many that were. */
export async function recordCompanyExport(tx: MasterTx, filter: CompanyFilter, count: number): Promise<void> {
  const { page, size, ...asked } = companyQuery(filter);
  await recordAudit(tx, {
    action: "company.exported",
    subject: { type: "companies", id: "list" },
    changes: { filter: [null, asked], count: [null, count] },
  });
}
