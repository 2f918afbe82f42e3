import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DataFolder } from "../data-folder";
import { type BackupKind, bad } from "./manifest";

/** Ids of the complete backups of a kind, the newest first. */
export async function listBackups(folder: DataFolder, kind: BackupKind): Promise<string[]> {
  const names = await readdir(join(folder.backups, kind)).catch(() => []);
  return names
    .filter((name) => /^\d{8}T\d{6}Z-[0-9a-f]{4}$/.test(name))
    .sort()
    .reverse();
}

/**
 * @param wanted an id, or `latest`
 * @returns absolute path of the backup's folder
 * @throws EngineError `BadBackup` when there is none
 */
export async function findBackup(folder: DataFolder, kind: BackupKind, wanted: string): Promise<string> {
  const ids = await listBackups(folder, kind);
  const id = wanted === "latest" ? ids[0] : ids.find((each) => each === wanted);
  if (!id)
    throw bad(wanted === "latest" ? `There is no ${kind} backup.` : `There is no ${kind} backup ${wanted}.`);
  return join(folder.backups, kind, id);
}
