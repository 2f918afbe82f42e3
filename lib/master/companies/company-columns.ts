import { and, eq, isNull, sql } from "drizzle-orm";
import { companies, companyUsage, plans, subscriptions, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";
import { effectiveSubscription } from "./subscription-state";

/** What a list and a file tell of each company; figures as they were when its database was last looked at. */
const columns = {
  id: companies.id,
  slug: companies.slug,
  code: companies.code,
  name: companies.name,
  email: companies.email,
  phone: companies.phone,
  state: companies.state,
  isDemo: companies.isDemo,
  createdAt: companies.createdAt,
  plan: plans.name,
  subscription: {
    state: subscriptions.state,
    trialEndsAt: subscriptions.trialEndsAt,
    periodEndsAt: subscriptions.periodEndsAt,
  },
  usage: {
    doctors: companyUsage.doctors,
    users: companyUsage.users,
    patients: companyUsage.patients,
    databaseBytes: companyUsage.databaseBytes,
    lastActivityAt: companyUsage.lastActivityAt,
    takenAt: companyUsage.takenAt,
  },
  schemaVersion: tenantDatabases.schemaVersion,
  databaseState: tenantDatabases.state,
};

/** Companies with their current subscription, plan, figures and registration; never opens their databases. */
export function selectCompanies(master: MasterDb) {
  return master
    .select(columns)
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(companyUsage, eq(companyUsage.companyId, companies.id))
    .leftJoin(
      tenantDatabases,
      // Spelled out: a bound value would not let the partial index answer.
      and(eq(tenantDatabases.companyId, companies.id), isMain, sql`${tenantDatabases.state} <> 'removed'`),
    );
}

type Row = Awaited<ReturnType<typeof selectCompanies>>[number];
export type FoundCompany = ReturnType<typeof foundCompany>;

/** With what the subscription means at a moment. */
export function foundCompany({ subscription, ...company }: Row, now: Date) {
  return {
    ...company,
    subscription: subscription && effectiveSubscription(subscription, company.state, now),
  };
}
