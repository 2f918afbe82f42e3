import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { auditColumns, auditConstraints } from "../../audit-columns";

export const auditEvents = sqliteTable(
  "audit_events",
  { ...auditColumns, companyId: text("company_id") },
  (t) => [
    ...auditConstraints(t),
    index("audit_events_company").on(t.companyId, t.seq),
    index("audit_events_actor").on(t.actorId, t.seq),
    index("audit_events_action").on(t.action, t.seq),
  ],
);
