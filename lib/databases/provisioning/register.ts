import { provisionings, tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import type { MasterTx } from "../handles";
import { type PlacementWish, placeDatabase } from "../servers/placement";

/**
 * Enters a company's database into the registry, with the provisioning that will make it: the first step of the
 * saga, in the transaction that makes the company.
 * @param userId the person who registered; null when an operator makes the company
 * @returns the provisioning's id
 * @param wish where the database may go; what its company asks for, or its plan
 * @throws EngineError `NoPlace` when no server may take it
 */
export async function registerDatabase(
  tx: MasterTx,
  { companyId, userId, wish }: { companyId: string; userId: string | null; wish?: PlacementWish },
): Promise<string> {
  const server = await placeDatabase(tx, wish);
  const [databaseId, id] = [newId(), newId()];
  await tx
    .insert(tenantDatabases)
    .values({ id: databaseId, companyId, serverId: server.id, state: "provisioning" });
  await tx.insert(provisionings).values({ id, companyId, databaseId, userId, step: "registered" });
  return id;
}
