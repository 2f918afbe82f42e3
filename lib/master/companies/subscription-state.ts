import type { CompanyState, SubscriptionState } from "@/drizzle/master/schema/states";

const day = 86_400_000;

export interface EffectiveSubscription {
  /** As it is now: a trial that has run out is read-only, whether or not somebody wrote that down. */
  readonly state: SubscriptionState;
  /** Ms UTC; null when it never was a trial. */
  readonly trialEndsAt: number | null;
  /** Days of the trial that are left, a started one counted as whole; null outside a trial. */
  readonly daysLeft: number | null;
  /** Nothing new may be added. Reading, editing and exporting always work. */
  readonly blocksCreation: boolean;
}

/** What the rows mean at a moment. */
export function effectiveSubscription(
  stored: { state: SubscriptionState; trialEndsAt: number | null },
  company: CompanyState,
  now: Date,
): EffectiveSubscription {
  const left = stored.trialEndsAt === null ? 0 : stored.trialEndsAt - now.getTime();
  const state = stored.state === "trialing" && left <= 0 ? "read_only" : stored.state;
  return {
    state,
    trialEndsAt: stored.trialEndsAt,
    daysLeft: state === "trialing" ? Math.ceil(left / day) : null,
    blocksCreation: state === "read_only" || state === "cancelled" || company !== "active",
  };
}
