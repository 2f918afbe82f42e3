import { notFound, redirect } from "next/navigation";
import type { MasterDb } from "@/lib/databases";
import { isDomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/id";
import { findCompany } from "@/lib/master/companies/find-company";
import { type CompanyDetails, readCompany } from "@/lib/master/companies/read-company";
import { companyPath } from "../addresses";

/** The company an address names; by slug or code it leads to the address that stays when those change. */
export async function companyOf(master: MasterDb, named: string, now: Date): Promise<CompanyDetails> {
  try {
    if (isId(named)) return await readCompany(master, named, now);
    const { id } = await findCompany(master, decodeURIComponent(named));
    redirect(companyPath(id));
  } catch (error) {
    const unclear = isDomainError(error, "notFound") || isDomainError(error, "companyAmbiguous");
    if (unclear || error instanceof URIError) notFound();
    throw error;
  }
}
