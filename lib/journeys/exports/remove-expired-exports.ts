import { type Actor, keepsExports, openMaster, removeKeptExports, write } from "@/lib/databases";
import { expireExports } from "@/lib/master/fleet/exports/queries";

/** Removes exports that nobody may download any more. @returns how many files went */
export async function removeExpiredExports(actor: Actor, now: Date): Promise<number> {
  const kept = await write(await openMaster(), actor, (tx) => expireExports(tx, now));
  return keepsExports() ? removeKeptExports(kept) : 0;
}
