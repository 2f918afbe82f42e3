import { and, eq, ne } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { recordPlan } from "./changes";

/** At most one plan is recommended: whichever was before gives the word back, and the audit says so. */
export async function recommendOnly(tx: MasterTx, id: string): Promise<void> {
  const others = await tx
    .select()
    .from(plans)
    .where(and(eq(plans.isRecommended, true), ne(plans.id, id)));
  for (const other of others) {
    await tx
      .update(plans)
      .set({ isRecommended: false, version: other.version + 1 })
      .where(eq(plans.id, other.id));
    await recordPlan(tx, "plan.edited", other, { isRecommended: [true, false] });
  }
}
