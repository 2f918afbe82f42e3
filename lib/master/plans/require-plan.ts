import { eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import type { Plan } from "./queries";

/** @throws NotFound `plan` */
export async function requirePlan(tx: MasterTx, id: string): Promise<Plan> {
  const [plan] = await tx.select().from(plans).where(eq(plans.id, id));
  if (!plan) throw new NotFound("plan");
  return plan;
}
