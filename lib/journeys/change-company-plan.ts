import { countDoctors } from "@/lib/company/doctors/queries";
import { storageBytes } from "@/lib/company/usage/storage-bytes";
import { type Actor, write } from "@/lib/databases";
import { changePlan } from "@/lib/master/subscriptions/change-plan";
import type { PlanChoice } from "@/lib/master/subscriptions/schema";
import type { CompanyPlaces } from "./company-usage";

/**
 * Puts a company on another plan after looking at how much it has. A doctor added between the look and the change is
 * found by the next one's limit: being over a limit stops what is new, and loses nothing.
 * @throws TrialOver, NotFound `plan`, PlanTooSmall
 */
export async function changeCompanyPlan(
  { master, db, companyId }: CompanyPlaces,
  actor: Actor,
  choice: PlanChoice,
  now: Date,
): Promise<{ changed: boolean }> {
  const [doctors, bytes] = await Promise.all([countDoctors(db), storageBytes(db)]);
  const usage = { doctors, storageBytes: bytes };
  return write(master, actor, (tx) => changePlan(tx, { ...choice, companyId }, usage, now));
}
