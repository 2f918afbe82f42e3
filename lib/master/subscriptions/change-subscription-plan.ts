import { eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { changeSubscription, type SubscriptionEvent } from "./open-subscription";
import { requireVersion } from "./require-version";
import type { ChangeSubscriptionPlan } from "./schema";
import { settleSubscription } from "./settle-subscription";
import { termsOf } from "./terms";

/**
 * An operator puts a company on another plan or cycle, hidden plans included, in whatever state it is. The plan's
 * terms of today hold from now on; trial and period end when they would have ended. Having more than the plan allows
 * stops what is new, and loses nothing.
 * @returns what happened, none when that was agreed already
 * @throws NotFound `company`; Invalid `planId` when there is no such plan; StaleVersion
 */
export async function changeSubscriptionPlan(
  tx: MasterTx,
  { companyId, planId, cycle, version }: ChangeSubscriptionPlan & { companyId: string },
  now: Date,
): Promise<readonly SubscriptionEvent[]> {
  const open = await settleSubscription(tx, companyId, now);
  if (open.row.planId === planId && open.row.cycle === cycle) return open.events;
  await requireVersion(tx, open, version);
  const [plan] = await tx.select().from(plans).where(eq(plans.id, planId));
  if (!plan) throw new Invalid("planId", "errors.choose");
  const values = { planId, cycle, ...termsOf(plan, cycle) };
  return (await changeSubscription(tx, open, { action: "subscription.changed", values, plan })).events;
}
