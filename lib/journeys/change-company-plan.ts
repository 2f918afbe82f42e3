import { countPlanDoctors } from "@/lib/company/organization/count-plan-doctors";
import { type Actor, tenantSize, write } from "@/lib/databases";
import { changePlan } from "@/lib/master/subscriptions/change-plan";
import type { PlanChoice } from "@/lib/master/subscriptions/schema";
import type { CompanyPlaces } from "./company-usage";

/**
 * Puts a company on another plan after looking at how much it has. A doctor added between the look and the change is
 * found by the next one's limit: being over a limit stops what is new, and loses nothing.
 * @throws TrialOver, NotFound `plan`, PlanTooSmall
 */
export async function changeCompanyPlan(
  { master, db, database }: CompanyPlaces,
  actor: Actor,
  choice: PlanChoice,
  now: Date,
): Promise<{ changed: boolean }> {
  const [doctors, storageBytes] = await Promise.all([countPlanDoctors(db), tenantSize(database)]);
  const asked = { ...choice, companyId: database.companyId };
  return write(master, actor, (tx) => changePlan(tx, asked, { doctors, storageBytes }, now));
}
