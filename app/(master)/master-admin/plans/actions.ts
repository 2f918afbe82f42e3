"use server";
import { masterAction } from "@/lib/actions/master-action";
import { addPlan } from "@/lib/master/plans/add-plan";
import { editPlan } from "@/lib/master/plans/edit-plan";
import { hidePlan } from "@/lib/master/plans/hide-plan";
import { movePlan } from "@/lib/master/plans/move-plan";
import { editPlanInput, movePlanInput, newPlanInput, whichPlan } from "@/lib/master/plans/schema";
import { showPlan } from "@/lib/master/plans/show-plan";
import { done } from "./addresses";

const to = (what: string) => (changed: boolean) => done(changed ? what : "same");

export const addPlanAction = masterAction("plan.add", newPlanInput, ({ tx }, plan) => addPlan(tx, plan), {
  onOk: () => done("added"),
});
export const editPlanAction = masterAction("plan.edit", editPlanInput, ({ tx }, plan) => editPlan(tx, plan), {
  onOk: to("saved"),
});
export const hidePlanAction = masterAction("plan.hide", whichPlan, ({ tx }, { id }) => hidePlan(tx, id), {
  onOk: to("hidden"),
});
export const showPlanAction = masterAction("plan.show", whichPlan, ({ tx }, { id }) => showPlan(tx, id), {
  onOk: to("shown"),
});
export const movePlanAction = masterAction("plan.move", movePlanInput, ({ tx }, move) => movePlan(tx, move), {
  onOk: to("moved"),
});
