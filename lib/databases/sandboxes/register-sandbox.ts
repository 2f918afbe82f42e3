import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import { EngineError } from "../errors";
import type { MasterTx } from "../handles";
import { findAnyTenantRow, findTenantRow } from "../registry";

/**
 * Enters a sandbox into the registry, beside the database it is to be a copy of and on the same server. Nobody can
 * open it before it is published.
 * @returns its database's id
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable` when the company's database is not in use, `Busy` when
 * there is a sandbox already
 */
export async function registerSandbox(tx: MasterTx, companyId: string): Promise<string> {
  const main = await findTenantRow(tx, companyId);
  if (main.state !== "ready" && main.state !== "migrating") {
    throw new EngineError("DatabaseUnavailable", `The company's database is ${main.state}.`, {
      databaseId: main.databaseId,
      state: main.state,
    });
  }
  if (await findAnyTenantRow(tx, companyId, "sandbox"))
    throw new EngineError("Busy", "The company has a sandbox already, or one is being made.", { companyId });
  const id = newId();
  await tx.insert(tenantDatabases).values({
    id,
    companyId,
    serverId: main.serverId,
    purpose: "sandbox",
    state: "provisioning",
  });
  return id;
}
