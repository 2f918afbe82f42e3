import { and, isNull } from "drizzle-orm";
import { companyRemovals } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { hasDatabase, listCompanies } from "@/lib/master/companies/list-companies";

/** A company, as the command line and the jobs name it. */
export interface ExaminableCompany {
  readonly id: string;
  readonly slug: string;
}

/** Everybody who should have a database, and who is still being removed: not who was removed as a whole. */
export async function examinableCompanies(master: MasterDb): Promise<ExaminableCompany[]> {
  const all = await listCompanies(master);
  const open = await master
    .select({ companyId: companyRemovals.companyId })
    .from(companyRemovals)
    .where(and(isNull(companyRemovals.cancelledAt), isNull(companyRemovals.removedAt)));
  const removing = new Set(open.map(({ companyId }) => companyId));
  return all
    .filter((company) => company.state !== "closed" || hasDatabase(company) || removing.has(company.id))
    .map(({ id, slug }) => ({ id, slug }));
}
