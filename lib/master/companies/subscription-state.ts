import type { CompanyState, SubscriptionState } from "@/drizzle/master/schema/states";
import { stateAt } from "@/lib/master/subscriptions/effective-state";
import { graceMs } from "@/lib/master/subscriptions/states";

const day = 86_400_000;

export interface EffectiveSubscription {
  /** As it is now: what has run out has run out, whether or not somebody wrote that down. */
  readonly state: SubscriptionState;
  /** Ms UTC; null when it never was a trial. */
  readonly trialEndsAt: number | null;
  /** Ms UTC; the end of the period that was paid last, or of the trial; null when nothing says so. */
  readonly periodEndsAt: number | null;
  /** Days of the trial that are left, a started one counted as whole; null outside a trial. */
  readonly daysLeft: number | null;
  /** When a past-due subscription becomes read-only; null in every other state. */
  readonly graceEndsAt: number | null;
  /** Nothing new may be added. Reading, editing and exporting always work. */
  readonly blocksCreation: boolean;
}

/** What the rows mean at a moment. */
export function effectiveSubscription(
  stored: { state: SubscriptionState; trialEndsAt: number | null; periodEndsAt: number | null },
  company: CompanyState,
  now: Date,
): EffectiveSubscription {
  const { trialEndsAt, periodEndsAt } = stored;
  const state = stateAt(stored, now);
  const left = (trialEndsAt ?? 0) - now.getTime();
  return {
    state,
    trialEndsAt,
    periodEndsAt,
    daysLeft: state === "trialing" ? Math.ceil(left / day) : null,
    graceEndsAt: state === "past_due" && periodEndsAt !== null ? periodEndsAt + graceMs : null,
    blocksCreation: state === "read_only" || state === "cancelled" || company !== "active",
  };
}
