import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Client } from "@libsql/client";
import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import { isEngineError } from "../errors";
import { migrationsOf } from "../migrations/files";
import { applyMigrations, pendingMigrations } from "../migrations/ledger";
import { openUnpublished } from "../open-file";
import { workplace } from "../workplace";
import { assertSpace, withDraft } from "./drafts";
import type { TenantBackup } from "./find-tenant-backup";
import { bad } from "./manifest";
import { proveTenantBackup } from "./prove-tenant";
import type { BackupTarget } from "./targets/backup-target";
import { targetNamed } from "./targets/configured-target";
import { manifestFile, parseTenantManifest, type TenantManifest, tenantFile } from "./tenant-manifest";

/** A backup that was brought here, proven, and given the newest schema: a file of its own that nobody else has. */
export interface StagedBackup {
  readonly manifest: TenantManifest;
  /** Absolute; closed, encrypted with `key`. Gone when `work` is over. */
  readonly file: string;
  readonly key: string;
}

export interface StageOptions {
  readonly target?: BackupTarget;
  readonly free?: (folder: string) => Promise<number>;
}

/**
 * Brings a backup here as somebody would who needs it, and proves that it is what was backed up.
 * @throws EngineError `BadBackup` (missing, changed, damaged, another company's), `KeyMissing`, `MigrationMismatch`
 * (written by a newer version), `NoSpace`, `TargetFailed`
 */
export function withStagedBackup<T>(
  backup: TenantBackup,
  { target, free }: StageOptions,
  work: (staged: StagedBackup) => Promise<T>,
): Promise<T> {
  const folder = workplace();
  return withDraft(folder, newId(), async (draft) => {
    await assertSpace(folder.backups, backup.bytes ?? 0, free);
    await targetNamed(backup.target, target).fetch(backup, draft);
    const { keyring } = engine();
    const text = await readFile(join(draft, manifestFile), "utf8");
    const manifest = await parseTenantManifest(text, (keyId) => keyring.reveal(keyId));
    if (manifest.id !== backup.id || manifest.companyId !== backup.companyId)
      throw bad(`What is kept as the backup ${backup.id} is another one.`);
    const key = await keyring.reveal(manifest.keyId);
    const file = join(draft, tenantFile);
    const contents = await proveTenantBackup(file, manifest, key);
    assertNotNewer(manifest, () => pendingMigrations(migrationsOf("tenant"), contents.ledger));
    await onStaged({ file, key }, (client) => applyMigrations(client, migrationsOf("tenant")));
    return work({ manifest, file, key });
  });
}

/** Opens the staged file; nobody else can reach it. */
export async function onStaged<T>(
  { file, key }: Pick<StagedBackup, "file" | "key">,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = openUnpublished(file, key);
  try {
    return await work(client);
  } finally {
    client.close();
  }
}

function assertNotNewer({ id }: TenantManifest, look: () => unknown): void {
  try {
    look();
  } catch (error) {
    if (isEngineError(error)) error.message = `The backup ${id} does not fit this version: ${error.message}`;
    throw error;
  }
}
