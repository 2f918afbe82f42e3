import { readdir, rm, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { sha256Of } from "../backups/manifest";
import type { DataFolder } from "../data-folder";

export interface CopyHere {
  /** Below the data folder, with slashes. */
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Where no company's own data is; copies of the keyring and the master stand below `backups`. */
const elsewhere = ["secrets", "templates", "outbox", "removals"];
const platformBackups = ["master", "keyring", "replaced"];

/**
 * Every file of the data folder that is named after one of these ids: generations and what SQLite keeps beside them,
 * quarantined ones, backups, exports, drafts of either. Ids are unique for ever, so nobody else's is among them.
 * @returns absolute paths
 */
export async function copiesHere(folder: DataFolder, ids: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder.root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const parts = relative(folder.root, path).split(sep);
      if (elsewhere.includes(parts[0] ?? "")) return false;
      if (parts[0] === "backups" && platformBackups.includes(parts[1] ?? "")) return false;
      return parts.some((part) => ids.some((id) => part.includes(id)));
    })
    .sort();
}

/**
 * @param paths of files that nobody has open any more; SQLite takes its own along when the last descriptor closes,
 * which happens after a garbage collection, so one that is gone meanwhile is left out
 */
export async function describeCopies(folder: DataFolder, paths: readonly string[]): Promise<CopyHere[]> {
  const copies: CopyHere[] = [];
  for (const path of paths) {
    const name = relative(folder.root, path).split(sep).join("/");
    try {
      const { size } = await stat(path);
      copies.push({ name, bytes: size, sha256: await sha256Of(path) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    }
  }
  return copies;
}

/** Removes them, and folders named after one of the ids that are empty then. */
export async function removeCopies(folder: DataFolder, ids: readonly string[]): Promise<void> {
  for (const path of await copiesHere(folder, ids)) await rm(path, { force: true });
  const entries = await readdir(folder.root, { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && ids.some((id) => entry.name.includes(id)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => b.length - a.length);
  for (const path of folders) await rm(path, { recursive: true, force: true });
}
