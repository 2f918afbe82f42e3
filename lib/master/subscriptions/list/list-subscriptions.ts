import { eq, type SQL, sql } from "drizzle-orm";
import { companies, plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { effectiveState, endsAt } from "@/lib/master/subscriptions/effective-state";
import { subscriptionConditions } from "./conditions";
import type { SubscriptionFilter } from "./filter";

const day = 86_400_000;

type Row = Awaited<ReturnType<typeof selectSubscriptions>>[number];
export type ListedSubscription = ReturnType<typeof listed>;

/** A page of the current subscriptions a filter finds; beyond the end it is the last page. */
export async function listSubscriptions(master: MasterDb, filter: SubscriptionFilter, now: Date) {
  const [counted] = await master
    .select({ total: sql<number>`COUNT(*)` })
    .from(subscriptions)
    .innerJoin(companies, eq(companies.id, subscriptions.companyId))
    .where(subscriptionConditions(filter, now));
  const total = counted?.total ?? 0;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(total / filter.size)));
  const rows = await selectSubscriptions(master, filter, now)
    .limit(filter.size)
    .offset((page - 1) * filter.size);
  return { total, page, rows: rows.map((row) => listed(row, now)) };
}

/** All a filter finds, for the file; a subscription is a few dozen bytes, so they are read at once. */
export async function allSubscriptions(master: MasterDb, filter: SubscriptionFilter, now: Date) {
  return (await selectSubscriptions(master, filter, now)).map((row) => listed(row, now));
}

function selectSubscriptions(master: MasterDb, filter: SubscriptionFilter, now: Date) {
  return master
    .select({
      id: subscriptions.id,
      companyId: companies.id,
      company: companies.name,
      slug: companies.slug,
      registeredAt: companies.createdAt,
      plan: plans.name,
      cycle: subscriptions.cycle,
      price: subscriptions.price,
      currency: subscriptions.currency,
      state: effectiveState(now),
      endsAt: endsAt(now),
    })
    .from(subscriptions)
    .innerJoin(companies, eq(companies.id, subscriptions.companyId))
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(subscriptionConditions(filter, now))
    .orderBy(...order(filter, now));
}

/** What has no end comes last either way, equals by name. */
function order({ sort, descending }: SubscriptionFilter, now: Date): SQL[] {
  const direction = sql.raw(descending ? "DESC" : "ASC");
  const keys = {
    ends: endsAt(now),
    company: companies.nameFolded,
    price: sql`CASE ${subscriptions.cycle} WHEN 'year' THEN ${subscriptions.price} / 12.0 ELSE ${subscriptions.price} END`,
    registered: companies.createdAt,
  };
  return [sql`${keys[sort]} ${direction} NULLS LAST`, sql`${companies.nameFolded}`, sql`${companies.id}`];
}

function listed(row: Row, now: Date) {
  /** A started day counts as whole. */
  const daysLeft = row.endsAt === null ? null : Math.ceil((row.endsAt - now.getTime()) / day);
  return { ...row, daysLeft };
}
