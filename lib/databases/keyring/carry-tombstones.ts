import type { Client } from "@libsql/client";
import type { KeyEntry } from "./keyring";

/** Destroys in a restored keyring what was destroyed after its backup. */
export async function carryTombstones(restored: Client, tombstones: readonly KeyEntry[]): Promise<void> {
  await restored.execute("PRAGMA secure_delete = ON");
  for (const { id, createdAt, destroyedAt } of tombstones) {
    await restored.execute({
      sql: `INSERT INTO keys (id, created_at, destroyed_at) VALUES (?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET wrapped = NULL, database_id = NULL, destroyed_at = excluded.destroyed_at`,
      args: [id, createdAt, destroyedAt],
    });
  }
}
