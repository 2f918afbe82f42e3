import { and, asc, desc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { companies, impersonationPages, impersonations, sessions, users } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

const openColumns = {
  id: impersonations.id,
  adminId: impersonations.adminId,
  adminFirstName: users.firstName,
  adminLastName: users.lastName,
  adminState: users.state,
  adminIsMaster: users.isMasterAdmin,
  companyId: impersonations.companyId,
  companyName: companies.name,
  companyState: companies.state,
  mode: impersonations.mode,
  startedAt: impersonations.startedAt,
  expiresAt: impersonations.expiresAt,
};

export type OpenImpersonation = Awaited<ReturnType<typeof listOpenImpersonations>>[number];

/** Those that nobody ended yet, with whether the session they were begun in is still there. */
export function listOpenImpersonations(master: MasterDb, now: Date, id?: string) {
  return master
    .select({ ...openColumns, sessionId: sessions.id })
    .from(impersonations)
    .innerJoin(users, eq(users.id, impersonations.adminId))
    .innerJoin(companies, eq(companies.id, impersonations.companyId))
    .leftJoin(
      sessions,
      and(eq(sessions.impersonationId, impersonations.id), gt(sessions.expiresAt, now.getTime())),
    )
    .where(and(isNull(impersonations.endedAt), id === undefined ? undefined : eq(impersonations.id, id)))
    .orderBy(asc(impersonations.startedAt));
}

/** What was looked at, in the order in which it was opened first. */
export async function openedPages(master: MasterDb, impersonationId: string) {
  return master
    .select({ path: impersonationPages.path, times: impersonationPages.times })
    .from(impersonationPages)
    .where(eq(impersonationPages.impersonationId, impersonationId))
    .orderBy(asc(impersonationPages.createdAt), asc(impersonationPages.path));
}

/** The same of several of them. */
export function openedPagesOf(master: MasterDb, impersonationIds: readonly string[]) {
  const { impersonationId, path, times, createdAt } = impersonationPages;
  return master
    .select({ impersonationId, path, times })
    .from(impersonationPages)
    .where(inArray(impersonationId, [...impersonationIds]))
    .orderBy(asc(createdAt), asc(path));
}

export type PastImpersonation = Awaited<ReturnType<typeof listImpersonations>>[number];

/** Who was in a company, the latest first. */
export function listImpersonations(master: MasterDb, { companyId }: { companyId: string }, limit = 20) {
  return master
    .select({
      id: impersonations.id,
      firstName: users.firstName,
      lastName: users.lastName,
      reason: impersonations.reason,
      mode: impersonations.mode,
      startedAt: impersonations.startedAt,
      expiresAt: impersonations.expiresAt,
      endedAt: impersonations.endedAt,
      endedBy: impersonations.endedBy,
      pages: sql<number>`(SELECT count(*) FROM impersonation_pages WHERE impersonation_id = ${impersonations.id})`,
    })
    .from(impersonations)
    .innerJoin(users, eq(users.id, impersonations.adminId))
    .where(eq(impersonations.companyId, companyId))
    .orderBy(desc(impersonations.startedAt), desc(impersonations.id))
    .limit(limit);
}
