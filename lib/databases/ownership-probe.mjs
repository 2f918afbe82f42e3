// JavaScript, because it also runs before anything is compiled: see lib/cli/boot/data-folder.mjs.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createClient } from "@libsql/client";

/**
 * @param {string} dataDir absolute
 * @param {{ pid: number, startedAt: number } | null} owner
 */
export function ownedMessage(dataDir, owner) {
  const who = owner
    ? `process ${owner.pid}, since ${new Date(owner.startedAt).toISOString()}`
    : "a process that is just starting";
  return `The data folder ${dataDir} is in use by another MedAdmin (${who}). Stop it, or choose another DATA_DIR.`;
}

/**
 * Asks for the lock that `takeOwnership` holds, and gives it back at once.
 * @param {string} dataDir absolute
 * @returns {Promise<string | null>} who owns the folder, in the words of `ownedMessage`; null when nobody does
 */
export async function probeOwner(dataDir) {
  const lock = join(dataDir, "owner.db");
  return existsSync(lock) && (await isLocked(lock)) ? ownedMessage(dataDir, recorded(dataDir)) : null;
}

/** @param {string} path */
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
function recorded(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "owner.json"), "utf8"));
  } catch {
    return null;
  }
}
