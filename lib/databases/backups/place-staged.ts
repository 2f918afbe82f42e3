import { constants } from "node:fs";
import { copyFile } from "node:fs/promises";
import { syncFile } from "../create-file";
import { engine } from "../engine";
import type { TenantRef } from "../registry";
import { onStaged, type StagedBackup } from "./stage-backup";

/**
 * Puts a staged backup where a generation of the database will be, under the key that the database has now: its own
 * may have been replaced since.
 */
export async function placeStaged(staged: StagedBackup, path: string, ref: TenantRef): Promise<void> {
  const { keyId } = ref;
  if (keyId !== null && keyId !== staged.manifest.keyId) {
    const key = await engine().keyring.reveal(keyId);
    await onStaged(staged, (client) => client.execute(`PRAGMA rekey = '${key}'`));
  }
  await copyFile(staged.file, path, constants.COPYFILE_FICLONE);
  await syncFile(path);
}
