import { engine } from "../engine";
import { EngineError } from "../errors";
import type { TenantRef } from "../registry";

export interface DatabaseKey {
  readonly id: string;
  readonly secret: string;
}

/**
 * What a company's backups and exports are encrypted with: the key of its database, and where its server has none for
 * each, one that is issued for this alone.
 * @throws EngineError `KeyMissing`, and as `backupKeyIdOf`
 */
export async function backupKeyOf(ref: TenantRef): Promise<DatabaseKey> {
  const id = await backupKeyIdOf(ref);
  return { id, secret: await engine().keyring.reveal(id) };
}

/** @throws EngineError `NotSupported` where KEY_ENCRYPTION_KEY is not set */
export async function backupKeyIdOf({ databaseId, keyId }: TenantRef): Promise<string> {
  const { keyring } = engine();
  if (keyring.kekId !== null) return keyId ?? (await keyring.issue(databaseId));
  throw new EngineError(
    "NotSupported",
    "Backups and exports are encrypted: set KEY_ENCRYPTION_KEY, and keep it where backups are not.",
  );
}
