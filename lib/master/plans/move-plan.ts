import { asc, eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import { recordPlan } from "./changes";

/**
 * Puts a plan at a place of the pricing order. It is named rather than "one up", so that asking twice moves once.
 * @param move `place` counts from 1, hidden plans included; one beyond the end is the end
 * @returns whether anything moved
 * @throws NotFound `plan`
 */
export async function movePlan(tx: MasterTx, move: { id: string; place: number }): Promise<boolean> {
  const order = await tx.select().from(plans).orderBy(asc(plans.position), asc(plans.id));
  const from = order.findIndex((plan) => plan.id === move.id);
  const plan = order[from];
  if (!plan) throw new NotFound("plan");
  const to = Math.min(move.place, order.length) - 1;
  if (from === to) return false;
  order.splice(from, 1);
  order.splice(to, 0, plan);
  for (const [index, { id, position }] of order.entries()) {
    if (position !== index + 1)
      await tx
        .update(plans)
        .set({ position: index + 1 })
        .where(eq(plans.id, id));
  }
  await recordPlan(tx, "plan.moved", plan, { place: [from + 1, to + 1] });
  return true;
}
