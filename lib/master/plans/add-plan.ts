import { eq, sql } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { Duplicate } from "@/lib/domain/errors";
import { planChanges, recordPlan } from "./changes";
import { recommendOnly } from "./recommend";
import type { NewPlan } from "./schema";

/**
 * Adds a plan after all others.
 * @throws Duplicate `id`
 */
export async function addPlan(tx: MasterTx, input: NewPlan): Promise<void> {
  const [same] = await tx.select({ name: plans.name }).from(plans).where(eq(plans.id, input.id));
  if (same) throw new Duplicate({ field: "id", value: input.id, of: same.name }, "errors.plan.idTaken");
  if (input.isRecommended) await recommendOnly(tx, input.id);
  await tx.insert(plans).values({ ...input, position: await nextPosition(tx) });
  await recordPlan(tx, "plan.added", input, planChanges({}, input));
}

async function nextPosition(tx: MasterTx): Promise<number> {
  const [last] = await tx.select({ position: sql<number>`COALESCE(MAX(${plans.position}), 0)` }).from(plans);
  return (last?.position ?? 0) + 1;
}
