import { and, inArray, or, type SQL, sql } from "drizzle-orm";
import { companies, subscriptions, tenantDatabases } from "@/drizzle/master/schema";
import { isMain } from "@/lib/databases";
import { fold, searchTerms } from "@/lib/domain/folding";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";
import type { CompanyFilter } from "./company-filter";

/** What a filter asks for; reads companies, their current subscriptions and their databases. */
export function companyConditions(filter: Omit<CompanyFilter, "page" | "size">, now: Date): SQL | undefined {
  const { plan, subscription, state, database } = filter;
  return and(
    matching(filter.q),
    plan.length > 0 ? inArray(subscriptions.planId, plan) : undefined,
    subscription.length > 0 ? inArray(effectiveState(now), subscription) : undefined,
    state.length > 0 ? inArray(companies.state, state) : undefined,
    database.length > 0
      ? sql`EXISTS (SELECT 1 FROM ${tenantDatabases} WHERE ${tenantDatabases.companyId} = ${companies.id}
          AND ${isMain} AND ${inArray(tenantDatabases.state, database)})`
      : undefined,
  );
}

/** All words of the name, or a part of slug, code or email. */
function matching(query: string): SQL | undefined {
  const typed = query.trim().toLowerCase();
  if (typed === "") return undefined;
  const terms = searchTerms(query);
  const words = terms.map((term) => sql`instr(${companies.nameFolded}, ${term}) > 0`);
  const slug = fold(query).replaceAll(" ", "-");
  return or(
    terms.length > 0 ? and(...words) : undefined,
    slug === "" ? undefined : sql`instr(${companies.slug}, ${slug}) > 0`,
    sql`instr(lower(${companies.code}), ${typed}) > 0`,
    sql`instr(${companies.email}, ${typed}) > 0`,
  );
}
