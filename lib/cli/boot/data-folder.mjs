import { isAbsolute, join } from "node:path";
import { probeOwner } from "../../databases/ownership-probe.mjs";
import { BootError } from "./boot-error.mjs";
import { root } from "./runtime.mjs";

/**
 * Asks whether somebody owns the data folder, without keeping it: before the build of whoever does is replaced, and
 * before Next says anything. What is wrong with the folder otherwise, the engine explains.
 */
export async function probeDataFolder() {
  if (process.env.MASTER_DATABASE_URL?.trim()) return;
  const given = process.env.DATA_DIR?.trim() ? process.env.DATA_DIR : "data";
  const owned = await probeOwner(isAbsolute(given) ? given : join(root, given));
  if (owned) throw new BootError(owned);
}
