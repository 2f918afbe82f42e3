import { eq } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { engine } from "../engine";
import { isEngineError } from "../errors";
import type { Actor } from "../handles";
import { workplace } from "../workplace";
import { write } from "../write";
import { isDrafting, removeDeadDrafts } from "./drafts";
import type { TenantBackup } from "./find-tenant-backup";
import { targetNamed } from "./targets/configured-target";

/** So long nobody needs for a backup. */
const elsewhereMs = 6 * 3_600_000;

/**
 * Tidies up after a process that died over backups: what it had not finished is removed, and said to have failed. A
 * data folder has one owner, so two processes are never at it; without one another host may be, for hours.
 * @returns how many were half-made
 */
export async function forgetInterruptedBackups(actor: Actor): Promise<number> {
  const { master } = engine();
  await removeDeadDrafts(workplace());
  const dead = await interruptedBackups();
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

/** Backups that the registry says are being made, and nobody is at: here, or as long as another host may be. */
export async function interruptedBackups() {
  const { id, databaseId, target, takenAt } = tenantBackups;
  const { master, folder } = engine();
  const before = folder ? Number.POSITIVE_INFINITY : Date.now() - elsewhereMs;
  const making = await master
    .select({ id, databaseId, target, takenAt })
    .from(tenantBackups)
    .where(eq(tenantBackups.state, "making"));
  return making.filter((row) => !isDrafting(row.id) && row.takenAt < before);
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
