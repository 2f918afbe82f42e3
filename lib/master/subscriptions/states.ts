import type { SubscriptionState } from "@/drizzle/master/schema/states";
import { DomainError } from "@/lib/domain/errors";

/**
 * What may follow what. A payment leads to `active` from everywhere but `cancelled`, which is final: who comes back
 * gets a subscription of its own. A trial that ran out unpaid may be prolonged, so it may run again.
 */
export const subscriptionEdges: Readonly<Record<SubscriptionState, readonly SubscriptionState[]>> = {
  trialing: ["active", "read_only"],
  active: ["past_due"],
  past_due: ["active", "read_only"],
  read_only: ["active", "cancelled", "trialing"],
  cancelled: [],
};

/** How long after the end of a paid period everything still works, in ms. */
export const graceMs = 7 * 86_400_000;

/** What was asked for does not follow from the state the subscription is in; `params`: from, to. */
export class SubscriptionEdge extends DomainError {
  constructor(from: SubscriptionState, to: SubscriptionState) {
    super("subscriptionEdge", { from, to });
  }
}

/** @throws SubscriptionEdge */
export function requireEdge(from: SubscriptionState, to: SubscriptionState): void {
  if (from !== to && !subscriptionEdges[from].includes(to)) throw new SubscriptionEdge(from, to);
}
