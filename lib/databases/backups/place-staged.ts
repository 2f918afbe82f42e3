import { constants } from "node:fs";
import { copyFile } from "node:fs/promises";
import { syncFile } from "../create-file";
import { onStaged, type StagedBackup } from "./stage-backup";

/**
 * Puts a staged backup where a generation of the database will be, under the key that it has there: its own may have
 * been replaced since.
 */
export async function placeStaged(staged: StagedBackup, path: string, key: string | null): Promise<void> {
  if (key !== null && key !== staged.key) {
    await onStaged(staged, (client) => client.execute(`PRAGMA rekey = '${key}'`));
  }
  await copyFile(staged.file, path, constants.COPYFILE_FICLONE);
  await syncFile(path);
}
