import type { MasterTx } from "@/lib/databases";
import { changeSubscription, type SubscriptionEvent } from "./open-subscription";
import { requireVersion } from "./require-version";
import type { CancelSubscription } from "./schema";
import { settleSubscription } from "./settle-subscription";
import { requireEdge } from "./states";

/**
 * Ends a subscription that is read-only; one that runs is left to run out first. A payment later begins a new one.
 * @returns what happened, none when it was cancelled already
 * @throws NotFound `company`; SubscriptionEdge while it runs; StaleVersion
 */
export async function cancelSubscription(
  tx: MasterTx,
  { companyId, reason, version }: CancelSubscription & { companyId: string },
  now: Date,
): Promise<readonly SubscriptionEvent[]> {
  const open = await settleSubscription(tx, companyId, now);
  if (open.row.state === "cancelled") return open.events;
  await requireVersion(tx, open, version);
  requireEdge(open.row.state, "cancelled");
  const cancelled = await changeSubscription(tx, open, {
    action: "subscription.cancelled",
    values: { state: "cancelled" },
    also: { reason: [null, reason] },
  });
  return cancelled.events;
}
