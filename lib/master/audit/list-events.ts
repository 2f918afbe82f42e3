import { inArray, sql } from "drizzle-orm";
import { auditEvents, companies } from "@/drizzle/master/schema";
import { type AuditEvent, allEvents, type MasterDb, newestSeq, pageOfEvents } from "@/lib/databases";
import type { AuditFilter } from "@/lib/domain/audit-filter";
import { searchOf } from "@/lib/domain/audit-search";
import type { AuditTargets } from "./resolve-targets";

/** The platform's people are in Baku. */
export const platformZone = "Asia/Baku";

/** A page of the platform's audit. */
export async function listPlatformEvents(master: MasterDb, filter: AuditFilter, targets: AuditTargets) {
  const page = await pageOfEvents(master, await platformSearch(master, filter, targets), filter);
  return { ...page, companies: await companiesOf(master, page.events) };
}

/** Everything a filter finds, as of now: what is added while it is read belongs to the next one. */
export async function exportPlatformEvents(master: MasterDb, filter: AuditFilter, targets: AuditTargets) {
  const search = await platformSearch(master, filter, targets);
  return allEvents(master, search, await newestSeq(master));
}

/** The companies that events concern, by id. */
export async function companiesOf(
  master: MasterDb,
  events: readonly AuditEvent[],
): Promise<Map<string, { name: string; slug: string }>> {
  const ids = [...new Set(events.flatMap(({ companyId }) => companyId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await master
    .select({ id: companies.id, name: companies.name, slug: companies.slug })
    .from(companies)
    .where(inArray(companies.id, ids));
  return new Map(rows.map(({ id, ...company }) => [id, company]));
}

/** Which actions there are in the log, by one step along the index for each: never by reading them all. */
export async function occurringActions(master: MasterDb): Promise<string[]> {
  const rows = await master.all<{ action: string }>(sql`
    WITH RECURSIVE found(action) AS (
      SELECT min("action") FROM ${auditEvents}
      UNION ALL
      SELECT (SELECT min("action") FROM ${auditEvents} WHERE "action" > found.action)
      FROM found WHERE found.action IS NOT NULL
    )
    SELECT action FROM found WHERE action IS NOT NULL`);
  return rows.map(({ action }) => action);
}

/** A group becomes the actions that there are of it, each of which has its place in an index. */
async function platformSearch(master: MasterDb, filter: AuditFilter, targets: AuditTargets) {
  const { groups, ...search } = searchOf(filter, platformZone);
  const actions =
    groups.length === 0
      ? search.actions
      : (await occurringActions(master)).filter((action) =>
          groups.some((group) => action.startsWith(`${group}.`)),
        );
  // None of that kind has happened: nothing is to be found, rather than everything.
  const none = groups.length > 0 && actions.length === 0;
  return {
    ...search,
    actions: none ? ["-"] : actions,
    companyId: targets.company?.id ?? null,
    actorId: targets.actor?.id ?? null,
  };
}
