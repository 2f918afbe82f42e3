import { and, asc, isNull, or, sql } from "drizzle-orm";
import { subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { effectiveState } from "./effective-state";

/** The companies whose subscription is not what its row says any more, or whose period, paid ahead, has begun. */
export async function dueSubscriptions(master: MasterDb, now: Date): Promise<string[]> {
  const { state, startedAt, periodStartsAt } = subscriptions;
  const begun = sql`${state} = 'active' AND ${periodStartsAt} > ${startedAt} AND ${periodStartsAt} <= ${now.getTime()}`;
  const rows = await master
    .select({ companyId: subscriptions.companyId })
    .from(subscriptions)
    .where(and(isNull(subscriptions.endedAt), or(sql`${effectiveState(now)} <> ${state}`, begun)))
    .orderBy(asc(subscriptions.companyId));
  return rows.map((row) => row.companyId);
}
