import { and, asc, eq, isNull, sql } from "drizzle-orm";
import {
  companies,
  databaseServers,
  memberships,
  plans,
  subscriptions,
  tenantDatabases,
} from "@/drizzle/master/schema";
import { isMain, type MasterDb, tenantRefColumns } from "@/lib/databases";

export type ListedCompany = Awaited<ReturnType<typeof listCompanies>>[number];

/** Whether it has a database: what is selected of two tables is never null itself, only all that is in it. */
export const hasDatabase = ({ database }: ListedCompany) => database.databaseId !== null;

/** Every company with its plan, the number of its users and where its database is, by name. */
export function listCompanies(master: MasterDb) {
  return master
    .select({
      id: companies.id,
      slug: companies.slug,
      code: companies.code,
      name: companies.name,
      email: companies.email,
      state: companies.state,
      isDemo: companies.isDemo,
      users: sql<number>`(SELECT COUNT(*) FROM ${memberships} WHERE ${memberships.companyId} = ${companies.id})`,
      plan: plans.name,
      subscription: {
        state: subscriptions.state,
        trialEndsAt: subscriptions.trialEndsAt,
        periodEndsAt: subscriptions.periodEndsAt,
      },
      database: tenantRefColumns,
      schemaVersion: tenantDatabases.schemaVersion,
      stateReason: tenantDatabases.stateReason,
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(
      tenantDatabases,
      and(eq(tenantDatabases.companyId, companies.id), isMain, sql`${tenantDatabases.state} <> 'removed'`),
    )
    .leftJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .orderBy(asc(companies.nameFolded), asc(companies.id));
}
