import { asc, eq, inArray } from "drizzle-orm";
import { companies, companyUsage } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** The figures that are kept of each company, by name; null for one that was never looked at. */
export function listUsage(master: MasterDb, companyIds: readonly string[] | "all") {
  return master
    .select({
      companyId: companies.id,
      slug: companies.slug,
      name: companies.name,
      usage: {
        doctors: companyUsage.doctors,
        users: companyUsage.users,
        patients: companyUsage.patients,
        databaseBytes: companyUsage.databaseBytes,
        lastActivityAt: companyUsage.lastActivityAt,
        takenAt: companyUsage.takenAt,
      },
    })
    .from(companies)
    .leftJoin(companyUsage, eq(companyUsage.companyId, companies.id))
    .where(companyIds === "all" ? undefined : inArray(companies.id, [...companyIds]))
    .orderBy(asc(companies.nameFolded), asc(companies.id));
}
