import { type Actor, type Finding, finishUnfinished } from "@/lib/databases";
import { companyBeginning } from "./register-company-beginning";

/**
 * Finishes every registration that was interrupted, also those that start-up gave up and quarantined: an operator
 * has looked.
 * @returns per company what became of it; `finished` is good news
 */
export function resumeRegistrations(actor: Actor, now: Date): Promise<Finding[]> {
  return finishUnfinished(actor, companyBeginning(now), true);
}
