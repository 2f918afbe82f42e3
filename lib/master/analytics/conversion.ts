import { and, isNull, sql } from "drizzle-orm";
import { subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { wasPaid } from "@/lib/master/subscriptions/effective-state";

export interface Conversion {
  /** Trials that ended in the period: their time was up, or a payment ended them early. */
  readonly ended: number;
  /** Those of them for which a period was ever paid, whatever became of it since. */
  readonly paid: number;
  /** `paid / ended`; null when no trial ended. */
  readonly rate: number | null;
}

/**
 * How many trials became paid subscriptions. A trial counts in the period in which it ended, not in the one in which
 * it began, and a payment counts whenever it came: a late payer raises the figure of the time his trial ended.
 * @param since ms UTC
 */
export async function conversion(master: MasterDb, since: number, now: Date): Promise<Conversion> {
  const [found] = await master
    .select({ ended: sql<number>`COUNT(*)`, paid: sql<number>`COALESCE(SUM(${wasPaid}), 0)` })
    .from(subscriptions)
    .where(
      and(
        isNull(subscriptions.endedAt),
        sql`${subscriptions.trialEndsAt} > ${since} AND ${subscriptions.trialEndsAt} <= ${now.getTime()}`,
      ),
    );
  const { ended, paid } = found ?? { ended: 0, paid: 0 };
  return { ended, paid, rate: ended === 0 ? null : paid / ended };
}
