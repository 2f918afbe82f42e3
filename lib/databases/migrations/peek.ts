import type { Client } from "@libsql/client";
import { engine } from "../engine";
import { verifyIdentity } from "../identity";
import { openWriter } from "../open-file";
import type { TenantRef } from "../registry";
import type { Migration } from "./files";
import { pendingMigrations, readLedger } from "./ledger";

export interface Peeked {
  /** Name of the newest migration by the database's own ledger; null when it has none. */
  readonly schema: string | null;
  readonly pending: number;
}

/**
 * What a database itself says of its migrations; changes nothing.
 * @throws EngineError `WrongIdentity`, `Moved`, `MigrationMismatch` and what opening throws
 */
export function peek(ref: TenantRef, migrations: readonly Migration[]): Promise<Peeked> {
  return openToPeek(ref, async (client) => {
    await verifyIdentity(client, ref);
    const ledger = await readLedger(client);
    return { schema: ledger.at(-1)?.name ?? null, pending: pendingMigrations(migrations, ledger).length };
  });
}

/** Whatever its schema, unlike `openTenant`. */
export async function openToPeek<T>(ref: TenantRef, work: (client: Client) => Promise<T>): Promise<T> {
  const { server, keyring } = engine();
  const place = server(ref.server);
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  if (place.capabilities.localFiles) {
    // Not read-only: that could not make the shared memory which a file in WAL mode needs.
    const writer = await openWriter(place.where(ref), key);
    return work(writer).finally(() => writer.close());
  }
  const connection = await place.open(ref, key);
  return work(connection.reader).finally(() => connection.close());
}
