import { and, desc, eq, isNull, or, sql } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { fold } from "@/lib/domain/folding";
import { effectiveSubscription } from "./subscription-state";

/** All companies, the newest first, with what their subscription means now. @param query part of the name, slug or code */
export async function listCompanies(master: MasterDb, query: string, now: Date) {
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
    .limit(500);
  return rows.map(({ subscription, ...company }) => ({
    ...company,
    subscription: subscription && effectiveSubscription(subscription, company.state, now),
  }));
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
