import type { TenantTx } from "@/lib/databases";
import { restoreDoctor } from "./restore-doctor";

/** Restores all of them or, when the plan has no room for all, none. @throws NotFound, PlanLimitReached */
export async function restoreDoctors(
  tx: TenantTx,
  ids: readonly string[],
  plan: { limit: number | null },
): Promise<void> {
  for (const id of ids) await restoreDoctor(tx, id, plan);
}
