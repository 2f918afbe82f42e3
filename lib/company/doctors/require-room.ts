import { count, isNull } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import type { TenantTx } from "@/lib/databases";
import { PlanLimitReached } from "@/lib/domain/errors";

/**
 * A plan counts the doctors a company works with: active and inactive ones. Archived ones are free, so that nobody
 * has to destroy history to stay within a plan; restoring one counts again.
 * @param limit null: as many as you like
 * @throws PlanLimitReached
 */
export async function requireRoom(tx: TenantTx, limit: number | null): Promise<void> {
  if (limit === null) return;
  const [row] = await tx.select({ used: count() }).from(doctors).where(isNull(doctors.archivedAt));
  const used = row?.used ?? 0;
  if (used >= limit) throw new PlanLimitReached({ resource: "doctors", limit, used });
}
