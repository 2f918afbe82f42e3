import { eq } from "drizzle-orm";
import { plans } from "@/drizzle/master/schema";
import type { MasterTx } from "@/lib/databases";
import { staleVersion } from "@/lib/master/history/stale-version";
import { planChanges, recordPlan } from "./changes";
import { recommendOnly } from "./recommend";
import { requirePlan } from "./require-plan";
import type { EditPlan } from "./schema";

/**
 * Edits a plan for the periods that begin from now on: what companies have agreed stands in their subscriptions and
 * is not touched.
 * @returns whether anything changed
 * @throws NotFound `plan`, StaleVersion
 */
export async function editPlan(tx: MasterTx, { id, version, ...fields }: EditPlan): Promise<boolean> {
  const plan = await requirePlan(tx, id);
  const changes = planChanges(plan, fields);
  if (Object.keys(changes).length === 0) return false;
  if (plan.version !== version) throw await staleVersion(tx, { type: "plan", id }, plan.updatedAt);
  if (fields.isRecommended) await recommendOnly(tx, id);
  await tx
    .update(plans)
    .set({ ...fields, version: version + 1 })
    .where(eq(plans.id, id));
  await recordPlan(tx, "plan.edited", { id, name: fields.name }, changes);
  return true;
}
