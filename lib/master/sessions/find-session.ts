import { and, eq, gt, isNull, sql } from "drizzle-orm";
import {
  companies,
  databaseServers,
  impersonations,
  memberships,
  plans,
  sessions,
  subscriptions,
  tenantDatabases,
  users,
  writtenPositions,
} from "@/drizzle/master/schema";
import { type MasterDb, tenantRefColumns } from "@/lib/databases";

/** Everything a request needs to know of who asks, in one query; the parts that are missing are null. */
export type FoundSession = Awaited<ReturnType<typeof findSession>>;

/**
 * The session, while it lasts, with its user, company, role, plan and database. Undefined when it has ended, ran out,
 * or its user is locked.
 */
export async function findSession(master: MasterDb, sessionId: string, now: Date) {
  const [found] = await prepared(master).execute({ sessionId, now: now.getTime() });
  return found;
}

/** Building the query costs more than running it, so it is built once per database. */
const built = new WeakMap<MasterDb, ReturnType<ReturnType<typeof sessionQuery>["prepare"]>>();

function prepared(master: MasterDb) {
  const known = built.get(master);
  if (known) return known;
  const fresh = sessionQuery(master).prepare();
  built.set(master, fresh);
  return fresh;
}

/** The company that was entered while that holds, none when it is over, else the one the person works in. */
const companyAtWork = sql`CASE
  WHEN ${impersonations.id} IS NULL THEN ${sessions.companyId}
  WHEN ${impersonations.endedAt} IS NULL AND ${impersonations.expiresAt} > ${sql.placeholder("now")}
    THEN ${impersonations.companyId}
END`;

/** Which of the company's databases; who came in from the platform is never in its sandbox. */
const databaseAtWork = sql<"main" | "sandbox">`CASE
  WHEN ${sessions.inSandbox} AND ${sessions.impersonationId} IS NULL THEN 'sandbox' ELSE 'main'
END`;

/** For a test that looks at its plan, too: every request of everybody runs it. */
export function sessionQuery(master: MasterDb) {
  return master
    .select({
      session: {
        id: sessions.id,
        createdAt: sessions.createdAt,
        lastSeenAt: sessions.lastSeenAt,
        expiresAt: sessions.expiresAt,
        secondFactorAt: sessions.secondFactorAt,
        inSandbox: sessions.inSandbox,
      },
      impersonation: {
        id: impersonations.id,
        mode: impersonations.mode,
        reason: impersonations.reason,
        returnPath: impersonations.returnPath,
        expiresAt: impersonations.expiresAt,
        endedAt: impersonations.endedAt,
      },
      user: {
        id: users.id,
        username: users.username,
        email: users.email,
        firstName: users.firstName,
        lastName: users.lastName,
        locale: users.locale,
        isMasterAdmin: users.isMasterAdmin,
      },
      role: memberships.role,
      company: {
        id: companies.id,
        slug: companies.slug,
        name: companies.name,
        code: companies.code,
        state: companies.state,
        stateReason: companies.stateReason,
        timeZone: companies.timeZone,
        currency: companies.currency,
      },
      subscription: {
        state: subscriptions.state,
        trialEndsAt: subscriptions.trialEndsAt,
        periodEndsAt: subscriptions.periodEndsAt,
        maxDoctors: subscriptions.maxDoctors,
        maxUsers: subscriptions.maxUsers,
        maxPatients: subscriptions.maxPatients,
        maxStorageBytes: subscriptions.maxStorageBytes,
      },
      plan: { id: plans.id, name: plans.name, hasSandbox: plans.hasSandbox },
      database: tenantRefColumns,
      /** How far the person wrote in that database, where it has a replica. */
      written: { generation: writtenPositions.generation, position: writtenPositions.position },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(impersonations, eq(impersonations.id, sessions.impersonationId))
    .leftJoin(companies, eq(companies.id, companyAtWork))
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.companyId, companies.id)))
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .leftJoin(
      tenantDatabases,
      // Spelled out: a bound value would not let the partial index answer.
      and(
        eq(tenantDatabases.companyId, companies.id),
        eq(tenantDatabases.purpose, databaseAtWork),
        sql`${tenantDatabases.state} <> 'removed'`,
      ),
    )
    .leftJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .leftJoin(
      writtenPositions,
      and(eq(writtenPositions.userId, users.id), eq(writtenPositions.databaseId, tenantDatabases.id)),
    )
    .where(
      and(
        eq(sessions.id, sql.placeholder("sessionId")),
        gt(sessions.expiresAt, sql.placeholder("now")),
        eq(users.state, "active"),
      ),
    )
    .limit(1);
}
