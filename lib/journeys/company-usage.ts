import { countPlanDoctors } from "@/lib/company/organization/count-plan-doctors";
import { type MasterDb, type TenantDb, type TenantRef, tenantSize } from "@/lib/databases";
import { countCompanyPeople } from "@/lib/master/members/queries";
import type { Usage } from "@/lib/master/plans/limits";

export interface CompanyPlaces {
  readonly master: MasterDb;
  readonly db: TenantDb;
  readonly database: TenantRef;
}

/** What a company uses of what its plan limits, from the three places that know. */
export async function companyUsage({ master, db, database }: CompanyPlaces): Promise<Usage> {
  const [doctors, users, storageBytes] = await Promise.all([
    countPlanDoctors(db),
    countCompanyPeople(master, database.companyId),
    tenantSize(database),
  ]);
  return { doctors, users, storageBytes };
}
