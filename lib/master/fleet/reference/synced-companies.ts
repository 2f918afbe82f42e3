import { and, asc, eq, or, sql } from "drizzle-orm";
import { companies, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import {
  type ListView,
  listViewQuery,
  parseListView,
  parseSearch,
  type Query,
  shortest,
} from "@/lib/domain/list-query";

/** Which companies a list of synchronizations is about. */
export type SyncFilter = ListView<"name"> & { q: string };

export function parseSyncFilter(query: Query): SyncFilter {
  return { ...parseListView(query, ["name"]), q: parseSearch(query) };
}

export function syncQuery(filter: SyncFilter): Query {
  return shortest({ q: filter.q, ...listViewQuery(filter, "name") });
}

/** A page of the companies that have a database, by name; beyond the end it is the last. */
export async function listSyncedCompanies(master: MasterDb, { q, page: asked, size }: SyncFilter) {
  const among = () =>
    and(
      eq(tenantDatabases.companyId, companies.id),
      isMain,
      sql`${tenantDatabases.state} <> 'removed'`,
      q === ""
        ? undefined
        : or(
            sql`instr(${companies.nameFolded}, ${fold(q)}) > 0`,
            eq(companies.slug, q.toLowerCase()),
            eq(companies.code, q.toUpperCase()),
          ),
    );
  const [counted] = await master
    .select({ total: sql<number>`count(*)` })
    .from(companies)
    .innerJoin(tenantDatabases, among());
  const total = counted?.total ?? 0;
  const page = Math.min(asked, Math.max(1, Math.ceil(total / size)));
  const rows = await master
    .select({ id: companies.id, name: companies.name, slug: companies.slug })
    .from(companies)
    .innerJoin(tenantDatabases, among())
    .orderBy(asc(companies.nameFolded), asc(companies.id))
    .limit(size)
    .offset((page - 1) * size);
  return { rows, total, page };
}

/** What a company is called; null for an id that is none. */
export async function companyName(master: MasterDb, id: string): Promise<string | null> {
  const [found] = await master.select({ name: companies.name }).from(companies).where(eq(companies.id, id));
  return found?.name ?? null;
}
