import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { newId } from "@/lib/domain/id";
import { EngineError } from "../errors";
import type { MasterTx } from "../handles";
import { findAnyTenantRow, findTenantRow } from "../registry";
import { placeDatabase } from "../servers/placement";

/**
 * That the server of a company's database takes another one: a sandbox stands beside it and counts like any other.
 * @throws EngineError `UnknownDatabase`, `NoPlace`
 */
export async function assertSandboxPlace(tx: MasterTx, companyId: string): Promise<void> {
  await placeDatabase(tx, { serverId: (await findTenantRow(tx, companyId)).serverId });
}

/**
 * Enters a sandbox into the registry, beside the database it is to be a copy of and on the same server. Nobody can
 * open it before it is published.
 * @returns its database's id
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable` when the company's database is not in use, `Busy` when
 * there is a sandbox already, `NoPlace` when that server is full or being emptied
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
  await placeDatabase(tx, { serverId: main.serverId });
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
