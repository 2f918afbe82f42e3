import { and, eq, ne } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { recordPlan } from "./changes";
import { requirePlan } from "./require-plan";

/** Without a plan on the pricing page nobody can register. */
export class LastPlanShown extends DomainError {
  constructor() {
    super("plan.lastShown");
  }
}

/**
 * Takes a plan off the pricing page: nobody can choose it any more, who has it keeps it.
 * @returns whether anything changed
 * @throws NotFound `plan`, LastPlanShown
 */
export async function hidePlan(tx: MasterTx, id: string): Promise<boolean> {
  const plan = await requirePlan(tx, id);
  if (!plan.isPublic) return false;
  const [other] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(eq(plans.isPublic, true), ne(plans.id, id)))
    .limit(1);
  if (!other) throw new LastPlanShown();
  await tx.update(plans).set({ isPublic: false }).where(eq(plans.id, id));
  await recordPlan(tx, "plan.hidden", plan, { isPublic: [true, false] });
  return true;
}
