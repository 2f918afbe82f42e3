import type { plans } from "@/drizzle/master/schema";
import type { BillingCycle } from "@/drizzle/master/schema/states";

/** What is agreed for a period: it holds until the period ends, whatever becomes of the plan meanwhile. */
export function termsOf(plan: typeof plans.$inferSelect, cycle: BillingCycle) {
  const { currency, maxDoctors, maxUsers, maxPatients, maxStorageBytes } = plan;
  const price = cycle === "year" ? plan.yearlyPrice : plan.monthlyPrice;
  return { price, currency, maxDoctors, maxUsers, maxPatients, maxStorageBytes };
}
