import { type MasterTx, recordAudit } from "@/lib/databases";
import { type SubscriptionFilter, subscriptionQuery } from "./filter";

/** Who took the list of subscriptions out of the house, which part of it, and how many that were. */
export async function recordSubscriptionExport(tx: MasterTx, filter: SubscriptionFilter, count: number) {
  const { page, size, ...asked } = subscriptionQuery(filter);
  await recordAudit(tx, {
    action: "subscription.exported",
    subject: { type: "subscriptions", id: "list" },
    changes: { filter: [null, asked], count: [null, count] },
  });
}
