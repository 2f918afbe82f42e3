import { asc, eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

export type Plan = typeof plans.$inferSelect;

/** What a visitor may choose from, in the order of the pricing page. */
export function listPublicPlans(db: MasterDb): Promise<Plan[]> {
  return db.select().from(plans).where(eq(plans.isPublic, true)).orderBy(asc(plans.position), asc(plans.id));
}
