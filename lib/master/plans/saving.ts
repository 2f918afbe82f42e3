import type { Plan } from "./queries";

/** What a year paid at once saves against twelve months, as a share of those: 0.166 for ten months' price; 0 when nothing. */
export function yearlySaving(plan: Pick<Plan, "monthlyPrice" | "yearlyPrice">): number {
  const twelveMonths = plan.monthlyPrice * 12;
  return twelveMonths === 0 ? 0 : Math.max(0, 1 - plan.yearlyPrice / twelveMonths);
}

/** The largest saving among plans that every one of them keeps; for a word that speaks of all. */
export function commonSaving(plans: readonly Pick<Plan, "monthlyPrice" | "yearlyPrice">[]): number {
  return plans.length === 0 ? 0 : Math.min(...plans.map(yearlySaving));
}
