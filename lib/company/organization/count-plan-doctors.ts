import { count, isNull } from "drizzle-orm";
import { doctors } from "@/drizzle/tenant/schema";
import type { TenantDb } from "@/lib/databases";

/** The doctors that a plan's limit counts: active and inactive ones; archived ones are free. */
export async function countPlanDoctors(db: TenantDb): Promise<number> {
  const [row] = await db.select({ doctors: count() }).from(doctors).where(isNull(doctors.archivedAt));
  return row?.doctors ?? 0;
}
