import { eq } from "drizzle-orm";
import { companyRemovals, tenantBackups, tenantExports } from "@/drizzle/master/schema";
import { assertRemovalAllowed, type MasterTx, retireDatabases } from "@/lib/databases";
import { recordCompanyEvent } from "@/lib/master/companies/company-event";
import { type CompanyRow, openCompanyRow, saveCompanyRow } from "@/lib/master/companies/open-company";
import type { Removal } from "./queries";

export interface BegunRemoval {
  readonly removal: Removal;
  readonly company: CompanyRow;
  readonly backups: ReadonlyArray<typeof tenantBackups.$inferSelect>;
  readonly exportIds: readonly string[];
}

/**
 * The point from which a company cannot be taken back: it is closed, and its databases are nobody's. Repeatable.
 * @returns null when it was taken back, is not due yet, or is done
 * @throws EngineError `RemovalBlocked`, `Busy` while its database is being changed
 */
export async function beginRemoval(tx: MasterTx, removalId: string, now: Date): Promise<BegunRemoval | null> {
  await assertRemovalAllowed(tx);
  const [removal] = await tx.select().from(companyRemovals).where(eq(companyRemovals.id, removalId));
  if (!removal || removal.cancelledAt !== null || removal.removedAt !== null) return null;
  if (removal.dueAt > now.getTime()) return null;
  const company = await openCompanyRow(tx, removal.companyId);
  if (company.state === "closing") {
    await retireDatabases(tx, company.id);
    await saveCompanyRow(tx, company, company.version, { state: "closed" });
    await recordCompanyEvent(tx, company, "company.closed", { state: ["closing", "closed"] });
  }
  const ofCompany = eq(tenantBackups.companyId, company.id);
  const backups = await tx.select().from(tenantBackups).where(ofCompany);
  const exports = await tx
    .select({ id: tenantExports.id })
    .from(tenantExports)
    .where(eq(tenantExports.companyId, company.id));
  return { removal, company, backups, exportIds: exports.map(({ id }) => id) };
}
