import { join } from "node:path";
import type { Readable } from "node:stream";
import { filesHere, keepsBackups } from "../backups/targets/configured-target";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { findTenantRow } from "../registry";
import { exportShelf, FolderShelf } from "./export-shelf";
import { openSealed } from "./seal-file";

/** Whether exports can wait here for somebody to download them: where backups can be kept. */
export const keepsExports = keepsBackups;

/** Where an export waits in the data folder, sealed, until somebody downloads it; the folder is made. */
export function keptExportPath(id: string): Promise<string> {
  return new FolderShelf(join(/* turbopackIgnore: true */ filesHere().root, "exports")).pathOf(id);
}

/**
 * Keeps the sealed export that `make` writes to the path it is given: in the data folder, or where there is none in the
 * bucket, for any host to hand out. What was kept under this name is replaced.
 * @throws EngineError `NotSupported` where it could not wait anywhere, `TargetFailed`, `NoSpace`, and what `make` throws:
 * then nothing of it is kept
 */
export async function keepExport<T>(id: string, make: (path: string) => Promise<T>): Promise<T> {
  return (await exportShelf()).keep(id, make);
}

/** Missing is fine. @throws EngineError `NotSupported`, `TargetFailed` */
export async function forgetExport(id: string): Promise<void> {
  await (await exportShelf()).remove(id);
}

/**
 * The ZIP, opened with the company's key: the one it was sealed with, which may be a former one by now. It ends with an
 * error when the file was changed.
 * @throws EngineError `Damaged`, also for a file of another company; `KeyMissing`, `TargetFailed`, `NotSupported`
 */
export async function openKeptExport(companyId: string, id: string): Promise<Readable> {
  const { master, keyring } = engine();
  const { databaseId } = await findTenantRow(master, companyId);
  const reveal = async (keyId: string) => {
    const known = (await keyring.list()).find((key) => key.id === keyId);
    if (known && known.databaseId !== databaseId && known.destroyedAt === null)
      throw new EngineError("Damaged", "The sealed file is of another company.", { databaseId });
    return keyring.reveal(keyId);
  };
  return openSealed(await (await exportShelf()).open(id), reveal, id);
}

/**
 * Removes everything that waits, but these; also what a process that died left half-written.
 * @returns how many
 * @throws EngineError `NotSupported`, `TargetFailed`
 */
export async function removeKeptExports(but: ReadonlySet<string>): Promise<number> {
  return (await exportShelf()).removeAll(but);
}
