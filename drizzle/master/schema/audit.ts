import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { auditColumns, auditConstraints } from "../../audit-columns";

export const auditEvents = sqliteTable(
  "audit_events",
  { ...auditColumns, companyId: text("company_id") },
  auditConstraints,
);
