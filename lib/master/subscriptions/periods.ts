import type { BillingCycle } from "@/drizzle/master/schema/states";

interface Period {
  readonly startedAt: number;
  readonly periodStartsAt: number | null;
  readonly trialEndsAt: number | null;
  readonly periodEndsAt: number | null;
}

/**
 * Whether the period in the row was paid ahead and what it brings is not agreed yet: what holds began before it.
 * `startedAt` is the beginning of what is agreed, so the two are the same once the period has begun.
 */
export function isAhead({ startedAt, periodStartsAt }: Period): boolean {
  return periodStartsAt !== null && periodStartsAt > startedAt;
}

/** Until when the agreed terms hold; null when nothing says so. */
export function agreedUntil(row: Period): number | null {
  return isAhead(row) ? row.periodStartsAt : (row.periodEndsAt ?? row.trialEndsAt);
}

/** A trial is a period that nobody paid for: one that goes on after it was paid. */
export function isPaid({ trialEndsAt, periodEndsAt }: Pick<Period, "trialEndsAt" | "periodEndsAt">): boolean {
  return periodEndsAt !== null && (trialEndsAt === null || periodEndsAt > trialEndsAt);
}

const months: Record<BillingCycle, number> = { month: 1, year: 12 };

/** The same day of the month one cycle later, or the month's last where there is no such day; by UTC. */
export function addCycle(at: number, cycle: BillingCycle): number {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months[cycle]);
  const lastDay = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return to.getTime();
}
