import { z } from "zod";
import { type AuditEntry, recordAudit, type TenantTx } from "@/lib/databases";

const entrySchema = z.object({
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string(), label: z.string().default("") }),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])).default({}),
});

/** What the platform did with a company, for the company's own audit; the platform's has the same event. */
export type CompanyEvent = Pick<AuditEntry, "action" | "subject" | "changes">;

export async function recordInCompany(tx: TenantTx, payload: unknown): Promise<void> {
  await recordAudit(tx, entrySchema.parse(payload));
}
