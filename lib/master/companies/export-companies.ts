import { and, eq, isNull, sql } from "drizzle-orm";
import { companies, companyUsage, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { type FoundCompany, foundCompany, selectCompanies } from "./company-columns";
import { companyConditions } from "./company-conditions";
import type { CompanyFilter } from "./company-filter";
import { companyOrder } from "./company-order";

const batchSize = 500;

export interface CompanyExport {
  readonly count: number;
  readonly batches: AsyncIterable<FoundCompany[]>;
}

/** The companies a filter finds, all pages of them, settled first and then read batch by batch as they are asked for. */
export async function exportCompanies(
  master: MasterDb,
  filter: CompanyFilter,
  now: Date,
): Promise<CompanyExport> {
  const found = await master
    .select({ id: companies.id })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(companyUsage, eq(companyUsage.companyId, companies.id))
    .where(companyConditions(filter, now))
    .orderBy(...companyOrder(filter, now));
  async function* batches() {
    for (let from = 0; from < found.length; from += batchSize) {
      const wanted = found.slice(from, from + batchSize).map(({ id }) => id);
      const rows = await selectCompanies(master).where(
        sql`${companies.id} IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`,
      );
      const byId = new Map(rows.map((row) => [row.id, foundCompany(row, now)]));
      yield wanted.flatMap((id) => byId.get(id) ?? []);
    }
  }
  return { count: found.length, batches: batches() };
}
