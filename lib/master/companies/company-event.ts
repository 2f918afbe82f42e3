import { type AuditEntry, type MasterTx, recordAudit } from "@/lib/databases";

/** What an operator did with a company, as both audits have it. */
export interface CompanyEvent {
  readonly action: `company.${string}`;
  readonly subject: { readonly type: "company"; readonly id: string; readonly label: string };
  readonly changes: NonNullable<AuditEntry["changes"]>;
}

/** Tells the platform's audit, and returns what the company's is to be told. */
export async function recordCompanyEvent(
  tx: MasterTx,
  company: { readonly id: string; readonly name: string },
  action: CompanyEvent["action"],
  changes: CompanyEvent["changes"] = {},
): Promise<CompanyEvent> {
  const event: CompanyEvent = {
    action,
    subject: { type: "company", id: company.id, label: company.name },
    changes,
  };
  await recordAudit(tx, { ...event, companyId: company.id });
  return event;
}
