import type { TenantTx } from "@/lib/databases";
import { PlanLimitReached } from "@/lib/domain/errors";
import { countDoctors } from "./queries";

/**
 * A plan counts the doctors a company works with: active and inactive ones. Archived ones are free, so that nobody
 * has to destroy history to stay within a plan; restoring one counts again.
 * @param limit null: as many as you like
 * @throws PlanLimitReached
 */
export async function requireRoom(tx: TenantTx, limit: number | null): Promise<void> {
  if (limit === null) return;
  const used = await countDoctors(tx);
  if (used >= limit) throw new PlanLimitReached({ resource: "doctors", limit, used });
}
