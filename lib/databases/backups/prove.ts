import { stat } from "node:fs/promises";
import { type Client, createClient } from "@libsql/client";
import { fileUrl } from "../file-url";
import { assertSound, countRows } from "../generations/soundness";
import { migrationsOf } from "../migrations/files";
import { pendingMigrations, readLedger } from "../migrations/ledger";
import { bad, type Manifest, sha256Of } from "./manifest";

export type Proof = Pick<Manifest, "schema" | "bytes" | "sha256" | "rows">;

/**
 * Reads a backup's file from end to end as somebody would who needs it: opens it, checks every page and every
 * reference, counts the rows.
 * @param path of a plain database that nobody has open
 * @throws EngineError `Damaged`, `MigrationMismatch` (written by a newer version)
 */
export async function prove(path: string): Promise<Proof> {
  const [{ size: bytes }, sha256] = [await stat(path), await sha256Of(path)];
  const client = createClient({ url: fileUrl(path, "ro"), concurrency: 1 });
  try {
    await assertSound(client);
    return { schema: await schemaOf(client), bytes, sha256, rows: await countRows(client) };
  } finally {
    client.close();
  }
}

/** @throws EngineError `BadBackup` when the file is not the one the manifest was written for, or does not work */
export async function proveBackup(path: string, manifest: Manifest): Promise<void> {
  const file = await stat(path).catch(() => null);
  if (!file) throw bad(`The backup ${manifest.id} has no database file.`);
  if (file.size !== manifest.bytes || (await sha256Of(path)) !== manifest.sha256) {
    throw bad(`The database file of the backup ${manifest.id} was changed or is damaged.`);
  }
  const found = await prove(path).catch((cause) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw bad(`The backup ${manifest.id} does not work: ${why}`, cause);
  });
  if (JSON.stringify(found.rows) !== JSON.stringify(manifest.rows)) {
    throw bad(`The backup ${manifest.id} does not hold the rows it should.`);
  }
}

async function schemaOf(client: Client): Promise<string | null> {
  const ledger = await readLedger(client);
  if (ledger.length > 0) pendingMigrations(migrationsOf("master"), ledger);
  return ledger.at(-1)?.name ?? null;
}
