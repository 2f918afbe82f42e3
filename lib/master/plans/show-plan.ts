import { eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { recordPlan } from "./changes";
import { requirePlan } from "./require-plan";

/**
 * Puts a plan on the pricing page.
 * @returns whether anything changed
 * @throws NotFound `plan`
 */
export async function showPlan(tx: MasterTx, id: string): Promise<boolean> {
  const plan = await requirePlan(tx, id);
  if (plan.isPublic) return false;
  await tx.update(plans).set({ isPublic: true }).where(eq(plans.id, id));
  await recordPlan(tx, "plan.shown", plan, { isPublic: [false, true] });
  return true;
}
