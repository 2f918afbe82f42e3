import { constants } from "node:fs";
import { copyFile, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileExists, syncFolder } from "../../create-file";
import { bad } from "../manifest";
import { manifestFile, tenantFile } from "../tenant-manifest";
import { assertNames, type BackupName, type BackupTarget, isName } from "./backup-target";

/** `<folder>/<database>/<backup>/`, beside the backups of the master. */
export class FolderTarget implements BackupTarget {
  readonly name = "folder";

  /** @param folder absolute */
  constructor(private readonly folder: string) {}

  async put(name: BackupName, draft: string): Promise<void> {
    const place = this.#place(name);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await syncFolder(draft);
    await rename(draft, place);
    await syncFolder(dirname(place));
  }

  async fetch(name: BackupName, folder: string): Promise<void> {
    const place = this.#place(name);
    if (!(await fileExists(join(place, manifestFile)))) throw bad(`The backup ${name.id} is not there.`);
    for (const file of [manifestFile, tenantFile]) {
      await copyFile(join(place, file), join(folder, file), constants.COPYFILE_FICLONE).catch((cause) => {
        if (cause.code === "ENOENT") throw bad(`The backup ${name.id} has no ${file}.`, cause);
        throw cause;
      });
    }
  }

  async manifest(name: BackupName): Promise<string | null> {
    return readFile(join(this.#place(name), manifestFile), "utf8").catch(() => null);
  }

  /** The manifest first: what is left of a removal that died is no backup. */
  async remove(name: BackupName): Promise<void> {
    const place = this.#place(name);
    await rm(join(place, manifestFile), { force: true });
    await rm(place, { recursive: true, force: true });
  }

  async list(): Promise<BackupName[]> {
    const found: BackupName[] = [];
    for (const databaseId of await readdir(this.folder).catch(() => [])) {
      for (const id of await readdir(join(this.folder, databaseId)).catch(() => [])) {
        const name = { databaseId, id };
        // What somebody put beside them by hand is no backup.
        if (isName(name) && (await fileExists(join(this.#place(name), manifestFile)))) found.push(name);
      }
    }
    return found;
  }

  #place(name: BackupName): string {
    assertNames(name);
    return join(this.folder, name.databaseId, name.id);
  }
}
