import { recordAudit, type TenantDb, type TenantTx } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { applyPlan } from "./apply-plan";
import { syncChangesTold } from "./audit-changes";
import { isPlanEmpty, type SyncPlan } from "./plan";
import { planSync } from "./plan-sync";
import { readHoldings } from "./read-holdings";

/** What a synchronization would do, and what it would leave for the company to decide. Changes nothing. */
export async function previewReference(
  db: TenantDb | TenantTx,
  edition: CatalogueEdition,
  now: Date,
): Promise<SyncPlan> {
  return planSync(await readHoldings(db, edition), edition, { now });
}

/**
 * Brings the company's reference data up to the catalogue by a three-way merge, and says so in one event. Done twice,
 * the second time writes nothing.
 */
export async function syncReference(tx: TenantTx, edition: CatalogueEdition, now: Date): Promise<SyncPlan> {
  const plan = await previewReference(tx, edition, now);
  if (isPlanEmpty(plan)) return plan;
  await applyPlan(tx, plan, now);
  // Only the number of the edition changed: nothing that anybody could see.
  if (plan.changes.length + plan.conflicts.length > 0)
    await recordAudit(tx, {
      action: "reference.synced",
      subject: { type: "reference", id: "catalogue" },
      changes: syncChangesTold(plan),
    });
  return plan;
}
