import { and, desc, eq } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { engine } from "../engine";
import { bad } from "./manifest";

export type TenantBackup = typeof tenantBackups.$inferSelect;

/**
 * A backup of this company that can be restored.
 * @param wanted an id, or `latest`
 * @throws EngineError `BadBackup` when there is none, it was removed, was never finished, or is another company's
 */
export async function findTenantBackup(companyId: string, wanted: string): Promise<TenantBackup> {
  const { master } = engine();
  if (wanted === "latest") {
    const [newest] = await master
      .select()
      .from(tenantBackups)
      .where(and(eq(tenantBackups.companyId, companyId), eq(tenantBackups.state, "ready")))
      .orderBy(desc(tenantBackups.takenAt), desc(tenantBackups.id))
      .limit(1);
    if (!newest) throw bad("There is no backup of this company; tenants backup makes one.");
    return newest;
  }
  const [found] = await master.select().from(tenantBackups).where(eq(tenantBackups.id, wanted));
  if (!found) throw bad(`There is no backup ${wanted}; tenants backups lists them.`);
  if (found.companyId !== companyId) throw bad(`The backup ${wanted} is another company's.`);
  if (found.state !== "ready") throw bad(`The backup ${wanted} cannot be used: it is ${found.state}.`);
  return found;
}
