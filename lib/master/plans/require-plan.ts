import { eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterDb, MasterTx } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";
import type { Plan } from "./queries";

/** @throws NotFound `plan` */
export async function requirePlan(db: MasterDb | MasterTx, id: string): Promise<Plan> {
  const [plan] = await db.select().from(plans).where(eq(plans.id, id));
  if (!plan) throw new NotFound("plan");
  return plan;
}
