import { and, eq, getTableColumns, isNull } from "drizzle-orm";
import { plans, subscriptions } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

export type CurrentSubscription = Awaited<ReturnType<typeof readSubscription>>;

/**
 * What a company has subscribed to and was promised, with the plan as it is offered now.
 * @throws NotFound `company`
 */
export async function readSubscription(master: MasterDb, companyId: string) {
  const [row] = await master
    .select({
      cycle: subscriptions.cycle,
      price: subscriptions.price,
      currency: subscriptions.currency,
      maxDoctors: subscriptions.maxDoctors,
      maxUsers: subscriptions.maxUsers,
      maxPatients: subscriptions.maxPatients,
      maxStorageBytes: subscriptions.maxStorageBytes,
      startedAt: subscriptions.startedAt,
      trialEndsAt: subscriptions.trialEndsAt,
      periodStartsAt: subscriptions.periodStartsAt,
      periodEndsAt: subscriptions.periodEndsAt,
      plan: getTableColumns(plans),
    })
    .from(subscriptions)
    .innerJoin(plans, eq(plans.id, subscriptions.planId))
    .where(and(eq(subscriptions.companyId, companyId), isNull(subscriptions.endedAt)));
  if (!row) throw new NotFound("company");
  return row;
}
