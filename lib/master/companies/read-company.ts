import { and, asc, desc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import {
  companies,
  companyUsage,
  databaseServers,
  memberships,
  plans,
  sessions,
  subscriptions,
  tenantDatabases,
  usageDays,
  users,
} from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { effectiveSubscription } from "./subscription-state";

export type CompanyDetails = Awaited<ReturnType<typeof readCompany>>;

/**
 * What the master knows of one company; its own database is not opened.
 * @throws NotFound `company`
 */
export async function readCompany(master: MasterDb, companyId: string, now: Date) {
  const [row] = await master
    .select({
      company: getTableColumns(companies),
      subscription: getTableColumns(subscriptions),
      plan: { id: plans.id, name: plans.name },
      usage: getTableColumns(companyUsage),
      database: getTableColumns(tenantDatabases),
      server: { kind: databaseServers.kind, name: databaseServers.name },
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(companyUsage, eq(companyUsage.companyId, companies.id))
    .leftJoin(
      tenantDatabases,
      // Spelled out: a bound value would not let the partial index answer.
      and(eq(tenantDatabases.companyId, companies.id), isMain, sql`${tenantDatabases.state} <> 'removed'`),
    )
    .leftJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(eq(companies.id, companyId));
  if (!row) throw new NotFound("company");
  const { subscription, company } = row;
  return { ...row, effective: subscription && effectiveSubscription(subscription, company.state, now) };
}

export type EarlierSubscription = Awaited<ReturnType<typeof earlierSubscriptions>>[number];

/** Subscriptions that ended before the current one began, the latest first. */
export function earlierSubscriptions(master: MasterDb, companyId: string) {
  return master
    .select({
      id: subscriptions.id,
      plan: plans.name,
      cycle: subscriptions.cycle,
      startedAt: subscriptions.startedAt,
      endedAt: subscriptions.endedAt,
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(and(eq(subscriptions.companyId, companyId), sql`${subscriptions.endedAt} IS NOT NULL`))
    .orderBy(desc(subscriptions.endedAt))
    .limit(20);
}

export type CompanyUser = Awaited<ReturnType<typeof companyUsers>>[number];

/** Who works in a company and when each was last seen; its owners first. */
export function companyUsers(master: MasterDb, companyId: string) {
  return master
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      username: users.username,
      email: users.email,
      state: users.state,
      role: memberships.role,
      lastSeenAt: sql<
        number | null
      >`(SELECT max(${sessions.lastSeenAt}) FROM ${sessions} WHERE ${sessions.userId} = ${users.id})`,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.companyId, companyId))
    .orderBy(sql`${memberships.role} <> 'owner'`, asc(memberships.createdAt))
    .limit(200);
}

/** The figures of the last ninety days on which somebody looked, the oldest first. */
export async function usageHistory(master: MasterDb, companyId: string) {
  const days = await master
    .select({
      day: usageDays.day,
      doctors: usageDays.doctors,
      databaseBytes: usageDays.databaseBytes,
    })
    .from(usageDays)
    .where(eq(usageDays.companyId, companyId))
    .orderBy(desc(usageDays.day))
    .limit(90);
  return days.reverse();
}
