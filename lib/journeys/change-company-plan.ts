import { countDoctors } from "@/lib/company/doctors/queries";
import { storageBytes } from "@/lib/company/usage/storage-bytes";
import { type Actor, write } from "@/lib/databases";
import { changePlan, type PlanChange } from "@/lib/master/subscriptions/change-plan";
import type { PlanChoice } from "@/lib/master/subscriptions/schema";
import type { CompanyPlaces } from "./company-usage";
import { planCrossing } from "./crossing-plans";
import { tellCompany } from "./tell-company";

/**
 * Puts a company on another plan after looking at how much it has, and tells both audits. A doctor added between the
 * look and the change is found by the next one's limit: being over a limit stops what is new, and loses nothing.
 * @returns what changed; null when that was chosen already
 * @throws TrialOver, NotFound `plan`, PlanTooSmall
 */
export async function changeCompanyPlan(
  { master, db, companyId }: CompanyPlaces,
  actor: Actor,
  choice: PlanChoice,
  now: Date,
): Promise<PlanChange | null> {
  const [doctors, bytes] = await Promise.all([countDoctors(db), storageBytes(db)]);
  const usage = { doctors, storageBytes: bytes };
  const change = await write(master, actor, async (tx) => {
    const changed = await changePlan(tx, { ...choice, companyId }, usage, now);
    if (changed)
      await planCrossing(tx, { companyId, kind: "subscription.changed", by: actor, payload: changed });
    return changed;
  });
  if (change) await tellCompany(master, companyId, now);
  return change;
}
