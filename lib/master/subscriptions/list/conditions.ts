import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { companies, subscriptions } from "@/drizzle/master/schema";
import { dayEnd, dayStart } from "@/lib/domain/day-bounds";
import { searchTerms } from "@/lib/domain/folding";
import { effectiveState, endsAt, wasPaid } from "@/lib/master/subscriptions/effective-state";
import { daysOf, type SubscriptionFilter } from "./filter";

const day = 86_400_000;
const zone = "Asia/Baku";

/** What a filter asks for; reads current subscriptions and their companies. */
export function subscriptionConditions(filter: SubscriptionFilter, now: Date): SQL | undefined {
  const { state, plan, cycle, ends, registered, trialEnded, paid } = filter;
  const at = now.getTime();
  const within = (value: SQL | typeof subscriptions.trialEndsAt, from: number, to: number) =>
    sql`${value} > ${from} AND ${value} <= ${to}`;
  return and(
    isNull(subscriptions.endedAt),
    matching(filter.q),
    state.length > 0 ? inArray(effectiveState(now), state) : undefined,
    plan.length > 0 ? inArray(subscriptions.planId, plan) : undefined,
    cycle ? eq(subscriptions.cycle, cycle) : undefined,
    ends ? within(endsAt(now), at, at + Number(ends) * day) : undefined,
    registered ? registeredIn(registered, at) : undefined,
    trialEnded ? within(subscriptions.trialEndsAt, at - Number(trialEnded) * day, at) : undefined,
    paid ? sql`${wasPaid} = ${paid === "yes" ? 1 : 0}` : undefined,
  );
}

function registeredIn(registered: string, at: number): SQL {
  const days = daysOf(registered);
  if (!days) return sql`${companies.createdAt} > ${at - Number(registered) * day}`;
  const [from, to] = days;
  return sql`${companies.createdAt} >= ${dayStart(from, zone)} AND ${companies.createdAt} < ${dayEnd(to, zone)}`;
}

/** All words of the company's name, or a part of its slug or code. */
function matching(query: string): SQL | undefined {
  const typed = query.trim().toLowerCase();
  if (typed === "") return undefined;
  const words = searchTerms(query).map((term) => sql`instr(${companies.nameFolded}, ${term}) > 0`);
  return or(
    words.length > 0 ? and(...words) : undefined,
    sql`instr(${companies.slug}, ${typed}) > 0`,
    sql`instr(lower(${companies.code}), ${typed}) > 0`,
  );
}
