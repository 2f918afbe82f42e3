import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { companies, subscriptions, tenantDatabases } from "@/drizzle/master/schema";
import { isMain, type MasterDb } from "@/lib/databases";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";

export const troubles = ["database", "suspended", "pastDue"] as const;
export type Trouble = (typeof troubles)[number];

/**
 * Companies that need somebody: a database that is quarantined or failed, before a suspension, before a payment that
 * is late. Each stands once, with its worst, and counts under everything it has; closed companies need nobody.
 */
export async function companiesInTrouble(master: MasterDb, now: Date, limit = 6) {
  const has: Record<Trouble, SQL> = {
    database: sql`${tenantDatabases.state} IN ('quarantined', 'failed')`,
    suspended: sql`${companies.state} = 'suspended'`,
    pastDue: sql`${effectiveState(now)} = 'past_due'`,
  };
  const trouble = sql<Trouble>`CASE WHEN ${has.database} THEN 'database' WHEN ${has.suspended} THEN 'suspended'
    WHEN ${has.pastDue} THEN 'pastDue' END`;
  const rank = sql`CASE ${trouble} WHEN 'database' THEN 1 WHEN 'suspended' THEN 2 ELSE 3 END`;
  const counted = (which: Trouble) => sql<number>`COUNT(CASE WHEN ${has[which]} THEN 1 END) OVER ()`;
  const rows = await master
    .select({
      companyId: companies.id,
      company: companies.name,
      trouble,
      total: sql<number>`COUNT(*) OVER ()`,
      database: counted("database"),
      suspended: counted("suspended"),
      pastDue: counted("pastDue"),
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(
      tenantDatabases,
      // Spelled out: a bound value would not let the partial index answer.
      and(eq(tenantDatabases.companyId, companies.id), isMain, sql`${tenantDatabases.state} <> 'removed'`),
    )
    .where(sql`${companies.state} <> 'closed' AND ${trouble} IS NOT NULL`)
    .orderBy(rank, asc(companies.nameFolded), asc(companies.id))
    .limit(limit);
  const { total = 0, database = 0, suspended = 0, pastDue = 0 } = rows[0] ?? {};
  return {
    counts: { database, suspended, pastDue },
    total,
    rows: rows.map(({ companyId, company, trouble }) => ({ companyId, company, trouble })),
  };
}
