import { asc } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { limitsOf } from "@/lib/master/plans/limits";

export type PlanChoice = Awaited<ReturnType<typeof planChoices>>[number];

/** Every plan an operator may choose or look for, hidden ones too, in the order of the pricing page. */
export async function planChoices(master: MasterDb) {
  const all = await master.select().from(plans).orderBy(asc(plans.position), asc(plans.id));
  return all.map((plan) => ({
    id: plan.id,
    name: plan.name,
    isPublic: plan.isPublic,
    limits: limitsOf(plan),
  }));
}
