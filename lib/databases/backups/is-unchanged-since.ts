import { engine } from "../engine";
import { isEngineError } from "../errors";
import { readIdentity } from "../identity";
import { backupKeyIdOf } from "../keyring/backup-key";
import { readLedger } from "../migrations/ledger";
import { findTenantRow, toTenantRef } from "../registry";
import { cached } from "../tenant";
import type { TenantBackup } from "./find-tenant-backup";
import { readAuditHead } from "./read-contents";
import type { BackupTarget } from "./targets/backup-target";
import { targetNamed } from "./targets/configured-target";
import { parseTenantManifest, type TenantManifest } from "./tenant-manifest";

/**
 * Whether a company's database is proven to hold what its backup holds: the same generation, the same key, the same
 * schema, and an audit that ends with the same event, since every change leaves one. What cannot be proven counts as
 * changed.
 * @throws what opening the database throws
 */
export async function isUnchangedSince(backup: TenantBackup, target?: BackupTarget): Promise<boolean> {
  const { master } = engine();
  const ref = toTenantRef(await findTenantRow(master, backup.companyId));
  if (ref.generation !== backup.generation || (await backupKeyIdOf(ref)) !== backup.keyId) return false;
  const manifest = await manifestOf(backup, target);
  if (!manifest || manifest.id !== backup.id) return false;
  return cached(ref).use(async ({ reader }) => {
    const [head, ledger, identity] = [
      await readAuditHead(reader),
      await readLedger(reader),
      await readIdentity(reader),
    ];
    return (
      identity?.generation === manifest.generation &&
      ledger.at(-1)?.name === manifest.schema &&
      head?.seq === manifest.audit?.seq &&
      head?.hash === manifest.audit?.hash
    );
  });
}

/** Null for one that is gone, damaged, or in a place not configured any more: no reason not to make another. */
async function manifestOf(backup: TenantBackup, target?: BackupTarget): Promise<TenantManifest | null> {
  try {
    const text = await targetNamed(backup.target, target).manifest(backup);
    if (text === null) return null;
    return await parseTenantManifest(text, (keyId) => engine().keyring.reveal(keyId));
  } catch (error) {
    if (isEngineError(error, "BadBackup") || isEngineError(error, "KeyMissing")) return null;
    throw error;
  }
}
