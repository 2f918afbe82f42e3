import type { TenantTx } from "@/lib/databases";
import type { CatalogueEdition } from "@/lib/domain/catalogue";
import { applyPlan } from "./sync/apply-plan";
import { isPlanEmpty } from "./sync/plan";
import { planSync } from "./sync/plan-sync";
import { readHoldings } from "./sync/read-holdings";

export interface PopulateReport {
  /** Copied now. */
  readonly inserted: number;
  /** Were there already, as copied or as the company has edited them since. */
  readonly unchanged: number;
  /** The company deleted or declined it, has another row of that code or name, or none that its place could be. */
  readonly skipped: number;
}

/**
 * Gives what the catalogue has and the company has not, and remembers what it was, as a synchronization does that
 * touches nothing that is there. Doing it again changes nothing, and what the company deleted since stays deleted.
 * Writes no audit event, because the template that new companies are copied from is nobody's yet: whoever populates
 * a company that lives records `reference.populated` in the same transaction.
 */
export async function populateReference(
  tx: TenantTx,
  edition: CatalogueEdition,
  now: Date,
): Promise<PopulateReport> {
  const held = await readHoldings(tx, edition);
  // Who has nothing of the catalogue yet has all of it afterwards, and is synchronized.
  const isFirst = held.bases.length === 0 && held.rows.every(({ catalogueId }) => catalogueId === null);
  const plan = planSync(held, edition, { what: isFirst ? "everything" : "missing", now });
  if (!isPlanEmpty(plan)) await applyPlan(tx, plan, now);
  const { added, unchanged, links, absent, waiting } = plan.counts;
  const taken = plan.conflicts.filter(({ type, rowId }) => type === "taken" && rowId === null).length;
  return { inserted: added, unchanged, skipped: links + absent + waiting + taken };
}
