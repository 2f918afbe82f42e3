import { asc, type SQL, sql } from "drizzle-orm";
import { companies, companyUsage, subscriptions } from "@/drizzle/master/schema";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";
import type { CompanyFilter } from "./company-filter";

/** The order of a list: what is not known comes last either way, equals by name. */
export function companyOrder(
  { sort, descending }: Pick<CompanyFilter, "sort" | "descending">,
  now: Date,
): SQL[] {
  const direction = sql.raw(descending ? "DESC" : "ASC");
  // By row instead of id: then the index on names has them in this order already.
  const equal = sql`${companies}.rowid`;
  if (sort === "name") return [sql`${companies.nameFolded} ${direction}`, sql`${equal} ${direction}`];
  const keys = {
    created: companies.createdAt,
    doctors: companyUsage.doctors,
    users: companyUsage.users,
    size: companyUsage.databaseBytes,
    activity: companyUsage.lastActivityAt,
    trial: sql`CASE WHEN ${effectiveState(now)} = 'trialing' THEN ${subscriptions.trialEndsAt} END`,
  };
  return [sql`${keys[sort]} ${direction} NULLS LAST`, asc(companies.nameFolded), equal];
}
