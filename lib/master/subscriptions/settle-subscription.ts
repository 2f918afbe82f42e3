import type { MasterTx } from "@/lib/databases";
import { changeSubscription, type OpenSubscription, openSubscription } from "./open-subscription";
import { isAhead } from "./periods";
import { graceMs } from "./states";
import { termsOf } from "./terms";

/**
 * The company's subscription with everything written down that time alone has brought: a period that was paid ahead
 * begins on the plan's terms of then; what ran out becomes past due, and after the days of grace read-only.
 * @throws NotFound `company`
 */
export async function settleSubscription(
  tx: MasterTx,
  companyId: string,
  now: Date,
): Promise<OpenSubscription> {
  let open = await openSubscription(tx, companyId);
  for (let change = nextChange(open, now); change; change = nextChange(open, now))
    open = await changeSubscription(tx, open, change);
  return open;
}

/** The next thing that time has brought, if any; one edge at a time, however late somebody looks. */
export function nextChange(
  { row, plan }: Pick<OpenSubscription, "row" | "plan">,
  now: Date,
): Parameters<typeof changeSubscription>[2] | null {
  const isOver = (at: number | null) => at !== null && at <= now.getTime();
  const { state, periodStartsAt, periodEndsAt, trialEndsAt } = row;
  if (state === "active" && isAhead(row) && isOver(periodStartsAt)) {
    const startedAt = periodStartsAt ?? row.startedAt;
    return {
      action: "subscription.renewed",
      values: { startedAt, ...termsOf(plan, row.cycle) },
      also: { beganAt: [row.startedAt, startedAt] },
    };
  }
  if (state === "trialing" && isOver(trialEndsAt)) return lapse("read_only");
  if (state === "active" && isOver(periodEndsAt)) return lapse("past_due");
  if (state === "past_due" && isOver(periodEndsAt && periodEndsAt + graceMs)) return lapse("read_only");
  return null;
}

const lapse = (state: "past_due" | "read_only") =>
  ({ action: "subscription.lapsed", values: { state } }) as const;
