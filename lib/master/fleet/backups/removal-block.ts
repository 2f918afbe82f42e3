import { installation } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";

/** Whether this master came out of a backup and does not know yet what is whose: nothing is removed then. */
export async function isRemovalBlocked(master: MasterDb): Promise<boolean> {
  const [row] = await master.select({ at: installation.removalBlockedAt }).from(installation);
  return row?.at != null;
}
