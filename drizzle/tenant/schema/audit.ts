import { sqliteTable } from "drizzle-orm/sqlite-core";
import { auditColumns, auditConstraints } from "../../audit-columns";

export const auditEvents = sqliteTable("audit_events", auditColumns, auditConstraints);
