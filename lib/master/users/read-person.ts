import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import { auditEvents, companies, memberships, secondFactors, users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { lastSeen } from "./search-users";

export type Person = NonNullable<Awaited<ReturnType<typeof readPerson>>>;
export type PersonCompany = Awaited<ReturnType<typeof listPersonCompanies>>[number];
export type PersonEvent = Awaited<ReturnType<typeof listPersonEvents>>[number];

/** What the platform knows of a person, but for what nobody may know: no hash, no secret. */
export async function readPerson(master: MasterDb, userId: string) {
  const [found] = await master
    .select({
      id: users.id,
      firstName: users.firstName,
      lastName: users.lastName,
      username: users.username,
      email: users.email,
      locale: users.locale,
      state: users.state,
      isMasterAdmin: users.isMasterAdmin,
      createdAt: users.createdAt,
      passwordChangedAt: users.passwordChangedAt,
      lastSeenAt: lastSeen,
      secondFactorAt: secondFactors.confirmedAt,
    })
    .from(users)
    .leftJoin(secondFactors, eq(secondFactors.userId, users.id))
    .where(eq(users.id, userId));
  return found ?? null;
}

/** All companies a person belongs to, closed ones too. */
export function listPersonCompanies(master: MasterDb, userId: string) {
  return master
    .select({
      id: companies.id,
      name: companies.name,
      slug: companies.slug,
      state: companies.state,
      role: memberships.role,
      version: memberships.version,
      since: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(companies, eq(companies.id, memberships.companyId))
    .where(eq(memberships.userId, userId))
    .orderBy(asc(companies.nameFolded), asc(companies.id));
}

const eventColumns = {
  seq: auditEvents.seq,
  at: auditEvents.at,
  actorId: auditEvents.actorId,
  actorName: auditEvents.actorName,
  action: auditEvents.action,
  subjectType: auditEvents.subjectType,
  subjectLabel: auditEvents.subjectLabel,
  changes: auditEvents.changes,
  address: auditEvents.address,
};

/** What a person did and what was done with them, the latest first. */
export function listPersonEvents(master: MasterDb, userId: string, limit = 15) {
  return master
    .select(eventColumns)
    .from(auditEvents)
    .where(
      or(
        eq(auditEvents.actorId, userId),
        and(sql`${auditEvents.subjectType} IN ('user', 'member')`, eq(auditEvents.subjectId, userId)),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(limit);
}

/** Why a locked person is locked, when and by whom. */
export async function readLock(master: MasterDb, userId: string) {
  const [event] = await master
    .select(eventColumns)
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.subjectType, "user"),
        eq(auditEvents.subjectId, userId),
        eq(auditEvents.action, "user.locked"),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  if (!event) return null;
  const { reason } = JSON.parse(event.changes) as { reason?: [null, string] };
  return { at: event.at, by: event.actorName, reason: reason?.[1] ?? "" };
}
