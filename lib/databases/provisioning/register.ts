import { asc, eq } from "drizzle-orm";
import { databaseServers, provisionings, tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import { EngineError } from "../errors";
import type { MasterTx } from "../handles";

/**
 * Enters a company's database into the registry, with the provisioning that will make it: the first step of the
 * saga, in the transaction that makes the company.
 * @param userId the person who registered; null when an operator makes the company
 * @returns the provisioning's id
 * @throws EngineError `NotSupported` when no server takes new databases
 */
export async function registerDatabase(
  tx: MasterTx,
  { companyId, userId }: { companyId: string; userId: string | null },
): Promise<string> {
  const [server] = await tx
    .select({ id: databaseServers.id })
    .from(databaseServers)
    .where(eq(databaseServers.acceptsNew, true))
    .orderBy(asc(databaseServers.createdAt), asc(databaseServers.id))
    .limit(1);
  if (!server) throw new EngineError("NotSupported", "No database server takes new databases.");
  const [databaseId, id] = [newId(), newId()];
  await tx
    .insert(tenantDatabases)
    .values({ id: databaseId, companyId, serverId: server.id, state: "provisioning" });
  await tx.insert(provisionings).values({ id, companyId, databaseId, userId, step: "registered" });
  return id;
}
