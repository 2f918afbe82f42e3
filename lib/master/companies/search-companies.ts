import { and, eq, isNull, sql } from "drizzle-orm";
import { companies, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { foundCompany, selectCompanies } from "./company-columns";
import { companyConditions } from "./company-conditions";
import type { CompanyFilter } from "./company-filter";
import { companyOrder } from "./company-order";

export type { FoundCompany } from "./company-columns";

/** A page of the companies a filter finds; beyond the end it is the last page. */
export async function searchCompanies(master: MasterDb, filter: CompanyFilter, now: Date) {
  const [counted] = await countQuery(master, filter, now);
  const total = counted?.total ?? 0;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  const rows = total === 0 ? [] : await pageQuery(master, { ...filter, page }, now);
  return { total, page, takenAt: counted?.takenAt ?? null, rows: rows.map((row) => foundCompany(row, now)) };
}

/** How many there are, and when all companies' figures were last taken. */
function countQuery(master: MasterDb, filter: CompanyFilter, now: Date) {
  return master
    .select({
      total: sql<number>`count(*)`,
      takenAt: sql<number | null>`(SELECT max(taken_at) FROM company_usage)`,
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .where(companyConditions(filter, now));
}

/** As it is sent, for the test that looks at its plan. */
export function pageQuery(master: MasterDb, filter: CompanyFilter, now: Date) {
  return selectCompanies(master)
    .where(companyConditions(filter, now))
    .orderBy(...companyOrder(filter, now))
    .limit(filter.size)
    .offset((filter.page - 1) * filter.size);
}
