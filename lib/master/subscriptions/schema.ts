import { z } from "zod";
import { billingCycles } from "@/drizzle/master/schema/states";
import { amountSchema } from "@/lib/domain/amount";
import { calendarDateSchema } from "@/lib/domain/calendar-date";
import { dayEnd } from "@/lib/domain/day-bounds";
import { openedVersion } from "@/lib/domain/form-fields";
import { optional, optionalText, requiredText } from "@/lib/domain/text";

export const planChoice = z.object({
  planId: z.string({ error: "errors.choose" }).min(1, "errors.choose").max(100, "errors.choose"),
  cycle: z.enum(billingCycles, { error: "errors.choose" }),
});
export type PlanChoice = z.output<typeof planChoice>;

/** Operators write days by the clocks of the first market; what ends on a day holds until the day is over. */
const lastDay = calendarDateSchema.transform((date) => dayEnd(date, "Asia/Baku"));

/** What the forms of an operator send; `version` is the subscription's. Instants are ms UTC, amounts minor units. */
export const setTrialEndInput = z.object({ trialEndsAt: lastDay, version: openedVersion });
export type SetTrialEnd = z.output<typeof setTrialEndInput>;

export const changeSubscriptionPlanInput = planChoice.extend({ version: openedVersion });
export type ChangeSubscriptionPlan = z.output<typeof changeSubscriptionPlanInput>;

export const activateSubscriptionInput = z.object({
  /** Where the paid period begins: now, or where the current one ends. */
  from: z.enum(["now", "end"], { error: "errors.choose" }),
  /** Instead of one cycle. */
  until: optional(lastDay),
  amount: amountSchema,
  /** Of the payment, as both audits name it. */
  reference: optionalText(200),
  version: openedVersion,
});
export type ActivateSubscription = z.output<typeof activateSubscriptionInput>;

export const cancelSubscriptionInput = z.object({ reason: requiredText(500), version: openedVersion });
export type CancelSubscription = z.output<typeof cancelSubscriptionInput>;
