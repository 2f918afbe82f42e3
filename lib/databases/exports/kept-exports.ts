import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { isDrafting } from "../backups/drafts";
import { filesHere } from "../backups/targets/configured-target";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { findTenantRow } from "../registry";
import { openSealed } from "./seal-file";

const folder = () => join(/* turbopackIgnore: true */ filesHere().root, "exports");

/** Where an export waits, sealed, until somebody downloads it; the folder is made. */
export async function keptExportPath(id: string): Promise<string> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  return join(folder(), `${id}.zip.sealed`);
}

/**
 * The ZIP, opened with the company's key: the one it was sealed with, which may be a former one by now. It ends with an
 * error when the file was changed.
 * @throws EngineError `Damaged`, also for a file of another company; `KeyMissing`
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
  return openSealed(await keptExportPath(id), reveal, id);
}

/** Removes everything that waits, but these; also what a process that died left half-written. */
export async function removeKeptExports(but: ReadonlySet<string>): Promise<number> {
  let removed = 0;
  for (const file of await readdir(folder()).catch(() => [])) {
    const id = file.split(".")[0] ?? "";
    if (but.has(id) || isDrafting(id)) continue;
    await rm(join(folder(), file), { force: true });
    removed++;
  }
  return removed;
}
