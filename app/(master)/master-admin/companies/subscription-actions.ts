"use server";
import { masterJourney } from "@/lib/actions/master-action";
import {
  operateActivation,
  operateCancellation,
  operateSubscriptionPlan,
  operateTrialEnd,
} from "@/lib/journeys/operate-subscription";
import { aboutCompany } from "@/lib/master/companies/schema";
import type { SubscriptionEvent } from "@/lib/master/subscriptions/open-subscription";
import {
  activateSubscriptionInput,
  cancelSubscriptionInput,
  changeSubscriptionPlanInput,
  setTrialEndInput,
} from "@/lib/master/subscriptions/schema";
import { companyDone } from "./addresses";

const about = aboutCompany.shape;

/** Besides it, time may have brought something that is only now written down. */
const did = (events: readonly SubscriptionEvent[], action: SubscriptionEvent["action"]) =>
  events.some((event) => event.action === action);

export const changePlanAction = masterJourney(
  changeSubscriptionPlanInput.extend(about),
  async ({ master, actor, now }, input) => {
    const events = await operateSubscriptionPlan(master, actor, input, now);
    return { id: input.companyId, changed: did(events, "subscription.changed") };
  },
  { onOk: ({ id, changed }) => companyDone(id, changed ? "planChanged" : "same") },
);

export const setTrialEndAction = masterJourney(
  setTrialEndInput.extend(about),
  async ({ master, actor, now }, input) => {
    const events = await operateTrialEnd(master, actor, input, now);
    return { id: input.companyId, moved: did(events, "subscription.trial-moved") };
  },
  { onOk: ({ id, moved }) => companyDone(id, moved ? "trialMoved" : "same") },
);

export const activateAction = masterJourney(
  activateSubscriptionInput.extend(about),
  async ({ master, actor, now }, input) => {
    await operateActivation(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "activated") },
);

export const cancelAction = masterJourney(
  cancelSubscriptionInput.extend(about),
  async ({ master, actor, now }, input) => {
    await operateCancellation(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "cancelled") },
);
