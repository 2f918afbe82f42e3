import { and, eq, ne } from "drizzle-orm";
import { companies, sessions, tenantBackups, tenantDatabases, tenantExports } from "@/drizzle/master/schema";
import { assertRemovalAllowed, isMain, type MasterDb } from "@/lib/databases";
import { CompanyEdge } from "@/lib/master/companies/open-company";
import { removalDelayMs } from "./close-company";

/** What closing a company now would mean. */
export interface ClosingPlan {
  readonly sessions: number;
  readonly backups: number;
  readonly exports: number;
  readonly sizeBytes: number | null;
  /** Until then it can be taken back; ms UTC. */
  readonly dueAt: number;
}

/** @throws CompanyEdge when it cannot be closed; EngineError `RemovalBlocked` */
export async function planClosing(master: MasterDb, companyId: string, now: Date): Promise<ClosingPlan> {
  await assertRemovalAllowed(master);
  const [company] = await master.select().from(companies).where(eq(companies.id, companyId));
  if (company?.state === "provisioning" || company?.state === "closed")
    throw new CompanyEdge(company.state, "closing");
  const [database] = await master
    .select({ sizeBytes: tenantDatabases.sizeBytes })
    .from(tenantDatabases)
    .where(and(eq(tenantDatabases.companyId, companyId), isMain, ne(tenantDatabases.state, "removed")));
  const backups = and(eq(tenantBackups.companyId, companyId), eq(tenantBackups.state, "ready"));
  const exports = and(eq(tenantExports.companyId, companyId), eq(tenantExports.state, "ready"));
  return {
    sessions: await master.$count(sessions, eq(sessions.companyId, companyId)),
    backups: await master.$count(tenantBackups, backups),
    exports: await master.$count(tenantExports, exports),
    sizeBytes: database?.sizeBytes ?? null,
    dueAt: now.getTime() + removalDelayMs,
  };
}
