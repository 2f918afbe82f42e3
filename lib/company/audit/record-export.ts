import { recordAudit, type TenantTx } from "@/lib/databases";
import { type AuditFilter, auditQuery } from "@/lib/domain/audit-filter";

/** Who took the log out of the house, and which part of it. */
export async function recordAuditExport(tx: TenantTx, filter: AuditFilter): Promise<void> {
  const { before, after, size, ...asked } = auditQuery(filter);
  await recordAudit(tx, {
    action: "audit.exported",
    subject: { type: "audit", id: "company" },
    changes: { filter: [null, asked] },
  });
}
