import { and, inArray, or, type SQL, sql } from "drizzle-orm";
import { companies, subscriptions } from "@/drizzle/master/schema";
import { fold, searchTerms } from "@/lib/domain/folding";
import { effectiveState } from "@/lib/master/subscriptions/effective-state";
import type { CompanyFilter } from "./company-filter";

/** What a filter asks for; reads companies and their current subscriptions. */
export function companyConditions(filter: Omit<CompanyFilter, "page" | "size">, now: Date): SQL | undefined {
  const { plan, subscription, state } = filter;
  return and(
    matching(filter.q),
    plan.length > 0 ? inArray(subscriptions.planId, plan) : undefined,
    subscription.length > 0 ? inArray(effectiveState(now), subscription) : undefined,
    state.length > 0 ? inArray(companies.state, state) : undefined,
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
