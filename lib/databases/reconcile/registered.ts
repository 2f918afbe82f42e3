import { and, eq, notInArray } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { goBack } from "../generations/go-back";
import { isChanging } from "../generations/next-generation";
import type { Actor } from "../handles";
import { verifyIdentity } from "../identity";
import { anyTenantRef, type TenantRefRow, tenantRefColumns } from "../registry";
import { verifySchema } from "../schema-range";
import { localServerId } from "../start-engine";
import { write } from "../write";
import type { Finding } from "./finding";
import { moveAside } from "./move-aside";
import { quarantine, quarantineIfLasting } from "./quarantine";

export type RegisteredDatabase = TenantRefRow & { readonly stateReason: string | null };

/** Every database in files here that is, or was about to be, somebody's. */
export function registeredHere(): Promise<RegisteredDatabase[]> {
  return engine()
    .master.select({ ...tenantRefColumns, stateReason: tenantDatabases.stateReason })
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(
      and(
        eq(tenantDatabases.serverId, localServerId),
        notInArray(tenantDatabases.state, ["removed", "failed"]),
      ),
    );
}

/** What stands on disk and in the keyring. */
export interface Present {
  /** `<database>.<generation>` of every file. */
  readonly files: ReadonlySet<string>;
  readonly keys: ReadonlySet<string>;
}

/**
 * Looks whether a published database has its file and its key, and whether somebody died while changing it. Opens
 * none that is as it should be: there may be thousands.
 * @param trusted false after the master came out of a backup: then an interrupted change is not taken back
 */
export async function checkRegistered(
  actor: Actor,
  row: RegisteredDatabase,
  present: Present,
  trusted: boolean,
): Promise<Finding | null> {
  if (row.generation === 0 || isChanging(row.databaseId)) return null;
  const id = row.databaseId;
  const missing = whatIsMissing(row, present);
  if (missing) {
    if (row.state === "quarantined")
      return { what: "database", id, measure: "named", reason: row.stateReason ?? "" };
    return quarantine(actor, id, missing.code, missing.why);
  }
  try {
    if (row.state === "quarantined") return await release(actor, row);
    if (row.state === "ready" || row.state === "provisioning") return null;
    if (!trusted) return { what: "database", id, measure: "named", reason: `it is ${row.state}` };
    await goBack(anyTenantRef(row), actor, moveAside);
    return {
      what: "database",
      id,
      measure: "recovered",
      reason: `${row.state} was interrupted and taken back`,
    };
  } catch (error) {
    const reason = messageWithoutData(error);
    return (
      (await quarantineIfLasting(actor, row, error)) ?? { what: "database", id, measure: "named", reason }
    );
  }
}

/** Without opening it. */
export function whatIsMissing(row: RegisteredDatabase, { files, keys }: Present) {
  if (!files.has(`${row.databaseId}.${row.generation}`)) {
    return { code: "DatabaseMissing", why: `there is no file of generation ${row.generation}` } as const;
  }
  if (row.keyId !== null && !keys.has(row.keyId)) {
    return { code: "KeyMissing", why: "its key is not in the keyring" } as const;
  }
  return null;
}

/** What was quarantined because something was missing works again once it is back, and is what it should be. */
async function release(actor: Actor, row: RegisteredDatabase): Promise<Finding> {
  const { server, keyring, schemaRange, master } = engine();
  const named: Finding = {
    what: "database",
    id: row.databaseId,
    measure: "named",
    reason: row.stateReason ?? "",
  };
  if (!/^(DatabaseMissing|KeyMissing):/.test(row.stateReason ?? "")) return named;
  const ref = anyTenantRef(row);
  const connection = await server(ref.server).open(
    ref,
    ref.keyId === null ? null : await keyring.reveal(ref.keyId),
  );
  try {
    await verifyIdentity(connection.reader, ref);
    await verifySchema(connection.reader, schemaRange, ref);
  } finally {
    connection.close();
  }
  await write(master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null })
      .where(eq(tenantDatabases.id, ref.databaseId)),
  );
  return { ...named, measure: "recovered", reason: "what was missing is there again" };
}
