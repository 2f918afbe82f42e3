import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { effectiveSubscription } from "./subscription-state";

export interface CompanyFilter {
  /** Part of the name or slug, or a code. */
  readonly query: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export type FoundCompany = Awaited<ReturnType<typeof searchCompanies>>["rows"][number];

/** A page of all companies, the newest first, with what their subscription means now. */
export async function searchCompanies(master: MasterDb, { query, page, pageSize }: CompanyFilter, now: Date) {
  const total = await master.$count(companies, matching(query));
  const rows = await master
    .select({
      id: companies.id,
      slug: companies.slug,
      code: companies.code,
      name: companies.name,
      state: companies.state,
      createdAt: companies.createdAt,
      plan: plans.name,
      subscription: { state: subscriptions.state, trialEndsAt: subscriptions.trialEndsAt },
    })
    .from(companies)
    .leftJoin(subscriptions, and(eq(subscriptions.companyId, companies.id), isNull(subscriptions.endedAt)))
    .leftJoin(plans, eq(plans.id, subscriptions.planId))
    .where(matching(query))
    .orderBy(desc(companies.createdAt), desc(companies.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return {
    total,
    rows: rows.map(({ subscription, ...company }) => ({
      ...company,
      subscription: subscription && effectiveSubscription(subscription, company.state, now),
    })),
  };
}

function matching(query: string) {
  const folded = fold(query);
  if (folded === "") return undefined;
  const typed = query.trim();
  return or(
    sql`instr(${companies.nameFolded}, ${folded}) > 0`,
    sql`instr(${companies.slug}, ${typed.toLowerCase()}) > 0`,
    eq(companies.code, typed.toUpperCase()),
  );
}
