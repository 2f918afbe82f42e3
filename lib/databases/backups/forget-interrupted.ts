import { eq } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { engine } from "../engine";
import { isEngineError } from "../errors";
import type { Actor } from "../handles";
import { write } from "../write";
import { isDrafting, removeDeadDrafts } from "./drafts";
import type { TenantBackup } from "./find-tenant-backup";
import { filesHere, targetNamed } from "./targets/configured-target";

/**
 * Tidies up after a process that died over backups: what it had not finished is removed, and said to have failed. Two
 * processes are never at it, since a data folder has one owner.
 * @returns how many were half-made
 */
export async function forgetInterruptedBackups(actor: Actor): Promise<number> {
  const { master } = engine();
  await removeDeadDrafts(filesHere());
  const { id, databaseId, target } = tenantBackups;
  const open = await master
    .select({ id, databaseId, target })
    .from(tenantBackups)
    .where(eq(tenantBackups.state, "making"));
  const dead = open.filter((row) => !isDrafting(row.id));
  for (const row of dead) {
    if (!(await isGone(row))) continue;
    await write(master, actor, (tx) =>
      tx
        .update(tenantBackups)
        .set({ state: "failed", error: "The process that made it ended before it was done." })
        .where(eq(tenantBackups.id, row.id)),
    );
  }
  return dead.length;
}

/**
 * False when its place cannot be reached now: asked again next time. What is in a place that is not configured any
 * more cannot be removed, and must not keep everybody's backups from being made.
 */
async function isGone(row: Pick<TenantBackup, "id" | "databaseId" | "target">): Promise<boolean> {
  try {
    await targetNamed(row.target).remove(row);
    return true;
  } catch (error) {
    if (isEngineError(error, "TargetFailed")) return false;
    if (isEngineError(error, "BadBackup")) return true;
    throw error;
  }
}
