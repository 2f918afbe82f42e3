"use server";
import { masterJourney } from "@/lib/actions/master-action";
import {
  operateActivation,
  operateCancellation,
  operateSubscriptionPlan,
  operateTrialEnd,
} from "@/lib/journeys/operate-subscription";
import { aboutCompany } from "@/lib/master/companies/schema";
import {
  activateSubscriptionInput,
  cancelSubscriptionInput,
  changeSubscriptionPlanInput,
  setTrialEndInput,
} from "@/lib/master/subscriptions/schema";
import { companyDone } from "./addresses";

const about = aboutCompany.shape;

export const changePlanAction = masterJourney(
  changeSubscriptionPlanInput.extend(about),
  async ({ master, actor, now }, input) => {
    await operateSubscriptionPlan(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "planChanged") },
);

export const setTrialEndAction = masterJourney(
  setTrialEndInput.extend(about),
  async ({ master, actor, now }, input) => {
    await operateTrialEnd(master, actor, input, now);
    return input.companyId;
  },
  { onOk: (id) => companyDone(id, "trialMoved") },
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
