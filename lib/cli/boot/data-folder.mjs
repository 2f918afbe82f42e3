import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";
import { ownedMessage } from "../../databases/ownership-message.mjs";
import { BootError } from "./boot-error.mjs";
import { root } from "./runtime.mjs";

/**
 * Asks whether somebody owns the data folder, without keeping it: before the build of whoever does is replaced, and
 * before Next says anything. What is wrong with the folder otherwise, the engine explains.
 */
export async function probeDataFolder() {
  if (process.env.MASTER_DATABASE_URL?.trim()) return;
  const given = process.env.DATA_DIR?.trim() ? process.env.DATA_DIR : "data";
  const dataDir = isAbsolute(given) ? given : join(root, given);
  const lock = join(dataDir, "owner.db");
  if (existsSync(lock) && (await isLocked(lock)))
    throw new BootError(ownedMessage(dataDir, ownerOf(dataDir)));
}

/** @param {string} path see `takeOwnership` */
async function isLocked(path) {
  const client = createClient({ url: pathToFileURL(path).href, concurrency: 1, timeout: 0 });
  try {
    const lock = await client.transaction("write");
    await lock.rollback();
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
  } finally {
    client.close();
  }
}

/** @param {string} dataDir @returns {{ pid: number, startedAt: number } | null} */
function ownerOf(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "owner.json"), "utf8"));
  } catch {
    return null;
  }
}
