import type { Connection } from "./connection";
import { engine } from "./engine";
import { type HandleState, tenantHandle } from "./handle-state";
import type { TenantDb } from "./handles";
import { verifyIdentity } from "./identity";
import type { OpenDatabase } from "./open-database";
import { findTenantRow, type TenantRef, toTenantRef } from "./registry";

/**
 * Opens one company's database through the registry. There is no other way to one, and no fallback: without a
 * registered, ready database there is no data.
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`; on first use `DatabaseMissing`, `WrongKey`,
 * `WrongIdentity`, `SchemaOutOfRange`
 */
export async function openTenant(companyId: string): Promise<TenantDb> {
  return openTenantAt(toTenantRef(await findTenantRow(engine().master, companyId)));
}

/** As `openTenant`, for who has just read the registry row together with the session. */
export function openTenantAt(found: TenantRef): TenantDb {
  let ref = found;
  const state: HandleState = {
    kind: "tenant",
    current: openDatabase(found),
    ref: () => ref,
    reopen: async () => {
      closeTenant(ref);
      ref = toTenantRef(await findTenantRow(engine().master, ref.companyId));
      return openDatabase(ref);
    },
  };
  return tenantHandle(state);
}

/** Closes what is open of this generation; handles that still hold it open it anew, or learn that it moved. */
export function closeTenant(ref: Pick<TenantRef, "databaseId" | "generation">): void {
  engine().cache.close(cacheKey(ref));
}

function openDatabase(ref: TenantRef): OpenDatabase {
  return engine().cache.get(cacheKey(ref), () => openVerified(ref));
}

/** Opens and proves that it is this company's database, of the generation the registry names. */
async function openVerified(ref: TenantRef): Promise<Connection> {
  const { keyring, server } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const connection = await server(ref.server).open(ref, key);
  try {
    await verifyIdentity(connection.reader, ref);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

const cacheKey = (ref: Pick<TenantRef, "databaseId" | "generation">) => `${ref.databaseId}.${ref.generation}`;
