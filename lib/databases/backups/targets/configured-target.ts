import { join } from "node:path";
import { env } from "@/lib/env";
import type { DataFolder } from "../../data-folder";
import { engine } from "../../engine";
import { EngineError } from "../../errors";
import { bad } from "../manifest";
import type { BackupTarget } from "./backup-target";
import { FolderTarget } from "./folder";
import { ObjectStorageTarget } from "./object-storage";

/**
 * The data folder, for what stays in it.
 * @throws EngineError `NotSupported` where nothing is kept in files
 */
export function filesHere(): DataFolder {
  const { folder } = engine();
  if (folder) return folder;
  throw new EngineError("NotSupported", "There is no data folder here to keep this in.");
}

/** Whether databases are kept in files here, so that what is kept of them is here as well. */
export const keepsFiles = () => engine().folder !== null;

/** Whether companies' databases are backed up from here: to a folder, or where there is none to a bucket. */
export function keepsBackups(): boolean {
  const { folder, keyring } = engine();
  return folder !== null || (keyring.kekId !== null && env().backupStorage !== null);
}

/** Where new backups of companies go, as the operator set it: a bucket, or else the data folder. */
export function configuredTarget(): BackupTarget {
  const { backupStorage } = env();
  return backupStorage ? new ObjectStorageTarget(backupStorage) : folderTarget();
}

/**
 * Where an earlier backup was put.
 * @param name of the registry
 * @throws EngineError `BadBackup` when that place is not configured any more
 */
export function targetNamed(name: string, current: BackupTarget = configuredTarget()): BackupTarget {
  if (current.name === name) return current;
  if (name === "folder") return folderTarget();
  throw bad(`The backup is kept in ${name}, which is not configured here; set BACKUP_S3_URL to it.`);
}

function folderTarget(): FolderTarget {
  if (!engine().folder) {
    throw new EngineError(
      "NotSupported",
      "Without a data folder backups of companies are kept in a bucket: set BACKUP_S3_URL.",
    );
  }
  return new FolderTarget(join(/* turbopackIgnore: true */ filesHere().backups, "companies"));
}
