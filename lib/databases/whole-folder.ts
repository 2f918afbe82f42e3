import { readdir } from "node:fs/promises";
import { fileExists } from "./create-file";
import type { DataFolder } from "./data-folder";
import { EngineError } from "./errors";

/** While this is there, a restore has begun and not ended: what stands beside it may be half-replaced. */
export const restoringPath = (path: string) => `${path}.restoring`;

/**
 * Looks whether something is missing that starting would otherwise make anew, empty: companies would seem to be gone.
 * @throws EngineError `BadConfiguration`
 */
export async function assertWholeFolder(folder: DataFolder): Promise<void> {
  for (const path of [folder.master, folder.keyring]) {
    if (await fileExists(restoringPath(path))) {
      throw refusal("A restore was interrupted in the middle. Run it again: master restore --backup latest.");
    }
  }
  const tenants = await readdir(folder.tenants);
  if (!tenants.some((file) => file.endsWith(".db"))) return;
  for (const path of [folder.master, folder.keyring]) {
    if (await fileExists(path)) continue;
    throw refusal(
      `${path} is missing, but ${folder.tenants} holds companies' databases. Restore it: master restore --backup latest.`,
    );
  }
}

const refusal = (message: string) => new EngineError("BadConfiguration", message);
