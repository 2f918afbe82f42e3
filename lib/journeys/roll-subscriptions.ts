import type { Actor, MasterDb } from "@/lib/databases";
import { log } from "@/lib/log";
import { dueSubscriptions } from "@/lib/master/subscriptions/due-subscriptions";
import { settleCompanySubscription } from "./operate-subscription";

/**
 * What the calendar does, hourly and at start-up: trials and paid periods run out, periods that were paid ahead begin.
 * What subscriptions mean does not wait for it (`effectiveSubscription`). One company's failure stops no other.
 * @returns how many companies' subscriptions changed
 */
export async function rollSubscriptions(master: MasterDb, actor: Actor, now: Date): Promise<number> {
  let changed = 0;
  for (const companyId of await dueSubscriptions(master, now)) {
    try {
      const events = await settleCompanySubscription(master, actor, { companyId }, now);
      if (events.length > 0) changed++;
    } catch (error) {
      log().error({ err: error, companyId }, "A subscription could not be rolled on.");
    }
  }
  return changed;
}
