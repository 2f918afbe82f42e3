import { and, eq } from "drizzle-orm";
import { tenantBackups } from "@/drizzle/master/schema/backups";
import { installation } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import type { Actor } from "../handles";
import { write } from "../write";
import type { BackupTarget } from "./targets/backup-target";
import { targetNamed } from "./targets/configured-target";

/**
 * Removes a backup that no rule keeps, for good; its row stays and says when. Removed already is fine.
 * @throws EngineError `NotSupported` while nothing may be removed because the master came out of a backup, `TargetFailed`
 */
export async function removeBackup(
  id: string,
  { actor, now, target }: { actor: Actor; now: Date; target?: BackupTarget },
): Promise<void> {
  const { master } = engine();
  const [block] = await master.select({ at: installation.removalBlockedAt }).from(installation);
  if (block?.at != null)
    throw new EngineError("NotSupported", "Nothing is removed until the registry was rebuilt.");
  const [row] = await master.select().from(tenantBackups).where(eq(tenantBackups.id, id));
  if (!row || row.state === "removed" || row.state === "making") return;
  // The files first: what a crash leaves is a row whose backup is gone, and asking again ends it.
  await targetNamed(row.target, target).remove(row);
  await write(master, actor, (tx) =>
    tx
      .update(tenantBackups)
      .set({ state: "removed", removedAt: now.getTime() })
      .where(and(eq(tenantBackups.id, id), eq(tenantBackups.state, row.state))),
  );
}
