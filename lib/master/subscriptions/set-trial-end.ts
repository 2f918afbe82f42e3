import type { MasterTx } from "@/lib/databases";
import { Invalid } from "@/lib/domain/errors";
import { changeSubscription, type SubscriptionEvent } from "./open-subscription";
import { isPaid } from "./periods";
import { requireVersion } from "./require-version";
import type { SetTrialEnd } from "./schema";
import { settleSubscription } from "./settle-subscription";
import { SubscriptionEdge } from "./states";

const longestTrial = 366 * 86_400_000;

/**
 * Moves the end of a trial; one that ran out and was never paid runs again.
 * @returns what happened, none when that was its end already
 * @throws NotFound `company`; SubscriptionEdge once it was paid; Invalid `trialEndsAt` in the past or over a year away; StaleVersion
 */
export async function setTrialEnd(
  tx: MasterTx,
  { companyId, trialEndsAt, version }: SetTrialEnd & { companyId: string },
  now: Date,
): Promise<readonly SubscriptionEvent[]> {
  const open = await settleSubscription(tx, companyId, now);
  const { row } = open;
  if (row.trialEndsAt === trialEndsAt && row.state === "trialing") return open.events;
  await requireVersion(tx, open, version);
  const runs = row.state === "trialing" || (row.state === "read_only" && !isPaid(row));
  if (!runs) throw new SubscriptionEdge(row.state, "trialing");
  if (trialEndsAt <= now.getTime()) throw new Invalid("trialEndsAt", "errors.trialEnd.past");
  if (trialEndsAt > now.getTime() + longestTrial) throw new Invalid("trialEndsAt", "errors.trialEnd.tooFar");
  const values = { state: "trialing" as const, trialEndsAt, periodEndsAt: trialEndsAt };
  return (await changeSubscription(tx, open, { action: "subscription.trial-moved", values })).events;
}
