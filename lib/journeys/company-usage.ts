import { countDoctors } from "@/lib/company/doctors/queries";
import { storageBytes } from "@/lib/company/usage/storage-bytes";
import type { MasterDb, TenantDb } from "@/lib/databases";
import { countCompanyPeople } from "@/lib/master/members/queries";
import type { Usage } from "@/lib/master/plans/limits";

/** A company as both kinds of database know it. */
export interface CompanyPlaces {
  readonly master: MasterDb;
  readonly db: TenantDb;
  readonly companyId: string;
}

/** What a company uses of what its plan limits. */
export async function companyUsage({ master, db, companyId }: CompanyPlaces): Promise<Usage> {
  const [doctors, users, bytes] = await Promise.all([
    countDoctors(db),
    countCompanyPeople(master, companyId),
    storageBytes(db),
  ]);
  return { doctors, users, storageBytes: bytes };
}
