import type { MasterTx } from "@/lib/databases";
import { staleVersion } from "@/lib/master/history/stale-version";
import type { OpenSubscription } from "./open-subscription";

/**
 * That nobody changed the subscription since the form on it was opened. What time brought while this change is made
 * (`open.events`) counts as nobody's.
 * @throws StaleVersion
 */
export async function requireVersion(tx: MasterTx, open: OpenSubscription, version: number): Promise<void> {
  const { row, events } = open;
  if (row.version - events.length !== version)
    throw await staleVersion(tx, { type: "subscription", id: row.id }, row.updatedAt);
}
