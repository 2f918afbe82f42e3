import { asc } from "drizzle-orm";
import { members } from "@/drizzle/tenant/schema";
import { allEvents, newestSeq, pageOfEvents, type TenantDb } from "@/lib/databases";
import type { AuditFilter } from "@/lib/domain/audit-filter";
import { searchOf } from "@/lib/domain/audit-search";
import { groupByStay, spansOf } from "./impersonation-spans";

/** A page of the company's audit, with the stays of platform administrators put together. */
export async function listCompanyEvents(db: TenantDb, filter: AuditFilter, timeZone: string) {
  const page = await pageOfEvents(db, companySearch(filter, timeZone), filter);
  return { ...page, groups: groupByStay(page.events, await spansOf(db, page.events)) };
}

/** Everything a filter finds, as of now: what is added while it is read belongs to the next one. */
export async function exportCompanyEvents(db: TenantDb, filter: AuditFilter, timeZone: string) {
  return allEvents(db, companySearch(filter, timeZone), await newestSeq(db));
}

/** The people of this database, who may have done something. */
export function auditPeople(db: TenantDb) {
  return db
    .select({ id: members.id, firstName: members.firstName, lastName: members.lastName })
    .from(members)
    .orderBy(asc(members.firstName), asc(members.lastName))
    .limit(500);
}

const companySearch = (filter: AuditFilter, timeZone: string) => ({
  ...searchOf(filter, timeZone),
  actorId: filter.actor,
});
