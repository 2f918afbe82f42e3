import type { MasterDb } from "@/lib/databases";
import { hasDatabase, listCompanies } from "@/lib/master/companies/list-companies";

/** A company, as the command line and the jobs name it. */
export interface ExaminableCompany {
  readonly id: string;
  readonly slug: string;
}

/** Everybody who should have a database: not who was removed as a whole. */
export async function examinableCompanies(master: MasterDb): Promise<ExaminableCompany[]> {
  const all = await listCompanies(master);
  return all
    .filter((company) => company.state !== "closed" || hasDatabase(company))
    .map(({ id, slug }) => ({ id, slug }));
}
