import { and, asc, eq, ne } from "drizzle-orm";
import { companies, memberships } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

export type OwnCompany = Awaited<ReturnType<typeof listOwnCompanies>>[number];

/** The companies a person may work in, by name; those that are closed are no more to them. */
export function listOwnCompanies(master: MasterDb, userId: string) {
  return master
    .select({
      id: companies.id,
      slug: companies.slug,
      name: companies.name,
      state: companies.state,
      stateReason: companies.stateReason,
      role: memberships.role,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(and(eq(memberships.userId, userId), ne(companies.state, "closed")))
    .orderBy(asc(companies.nameFolded), asc(companies.id));
}
