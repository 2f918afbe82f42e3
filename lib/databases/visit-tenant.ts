import type { TenantDb } from "./handles";
import type { TenantRef } from "./registry";
import { cached, openTenantAt } from "./tenant";

/**
 * For walks over many companies: whoever was not open is closed again after `work`, so that those in use stay open.
 * @throws EngineError as `openTenant` does on first use, and whatever `work` throws
 */
export async function visitTenant<T>(ref: TenantRef, work: (db: TenantDb) => Promise<T>): Promise<T> {
  const open = cached(ref);
  const wasOpen = open.isOpen;
  try {
    return await work(openTenantAt(ref));
  } finally {
    if (!wasOpen && open.isIdle) await open.close();
  }
}
