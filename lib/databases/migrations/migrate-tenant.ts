import type { Client } from "@libsql/client";
import { retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { verifyIdentity } from "../identity";
import type { TenantRef } from "../registry";
import { closeTenant } from "../tenant";
import type { Migration } from "./files";
import { applyMigrations, readLedger } from "./ledger";

export interface MigratedDatabase {
  /** Name of the newest migration before and after, by the database's own ledger; null when it has none. */
  readonly from: string | null;
  readonly to: string | null;
  /** What stopped it on the way; null when it got to the end. */
  readonly stoppedBy: unknown;
}

/**
 * Brings one database to the newest schema, in place. Each migration is a transaction with its own ledger row and a
 * guard against new dangling references, so a failure or a kill leaves whole migrations and nothing between; a copy
 * of the database (`nextGeneration`) would add nothing to that but time and disk. The snapshot before a migration,
 * for going back after one that succeeded, is for who rolls out to a fleet.
 *
 * Writers wait for SQLite's lock; readers see the schema before or after. Which schemas the code can serve does not
 * matter here, since bringing an older one up is the point.
 *
 * @throws what opening throws; a migration that fails is `stoppedBy`, and what came before it stays applied
 */
export async function migrateTenant(
  ref: TenantRef,
  migrations: readonly Migration[],
): Promise<MigratedDatabase> {
  const { server, keyring } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const connection = await server(ref.server).open(ref, key);
  try {
    await verifyIdentity(connection.reader, ref);
    const from = await newest(connection.writer);
    const stoppedBy = await apply(connection.writer, migrations);
    const to = await newest(connection.writer);
    // Whoever has it open looks at the schema anew.
    if (to !== from) await closeTenant(ref);
    return { from, to, stoppedBy };
  } finally {
    connection.close();
  }
}

async function apply(writer: Client, migrations: readonly Migration[]): Promise<unknown> {
  try {
    await retryWhileBusy(writer, () => applyMigrations(writer, migrations));
    return null;
  } catch (error) {
    return error;
  }
}

async function newest(client: Client): Promise<string | null> {
  return (await readLedger(client)).at(-1)?.name ?? null;
}
