import { installation } from "@/drizzle/master/schema/registry";
import { EngineError } from "../errors";
import type { MasterDb, MasterTx } from "../handles";

/**
 * Refuses while this master, which came out of a backup, does not know what happened after it.
 * @throws EngineError `RemovalBlocked`; `detail.since` in ms UTC
 */
export async function assertRemovalAllowed(db: MasterDb | MasterTx): Promise<void> {
  const [row] = await db.select({ since: installation.removalBlockedAt }).from(installation);
  if (row?.since == null) return;
  throw new EngineError(
    "RemovalBlocked",
    "The master database came out of a backup: nothing is removed until the registry was rebuilt. Run: registry rebuild",
    { since: row.since },
  );
}
