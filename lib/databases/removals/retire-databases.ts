import { and, eq, ne } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { EngineError } from "../errors";
import { isChanging } from "../generations/next-generation";
import type { MasterTx } from "../handles";

/**
 * Takes a company's databases out of everybody's reach, for good: no handle to them can be made any more.
 * @throws EngineError `Busy` while one is being changed; its change would publish it again
 */
export async function retireDatabases(tx: MasterTx, companyId: string): Promise<void> {
  const own = and(eq(tenantDatabases.companyId, companyId), ne(tenantDatabases.state, "removed"));
  const rows = await tx.select({ id: tenantDatabases.id }).from(tenantDatabases).where(own);
  if (rows.some(({ id }) => isChanging(id))) {
    throw new EngineError("Busy", "The company's database is being changed; it is removed afterwards.");
  }
  await tx
    .update(tenantDatabases)
    .set({ state: "removed", stateReason: "the company was deleted" })
    .where(own);
}
