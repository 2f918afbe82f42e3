import { stat } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { installation, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { isChanging } from "../generations/next-generation";
import { removeReplacedElsewhere } from "../remote-copies/remove-replaced";
import { localServerId } from "../start-engine";
import { askedForStaysMs } from "./retention";

/**
 * Removes files of generations that were replaced (by a restore, a migration, a repair) so long ago that nobody goes
 * back to them. Only where the registry knows the database, it is ready, and its current file is there; not while the
 * master came out of a backup.
 * @returns how many
 */
export async function removeReplacedGenerations(now: Date): Promise<number> {
  const { master, server, folder } = engine();
  const [block] = await master.select({ at: installation.removalBlockedAt }).from(installation);
  if (block?.at != null) return 0;
  const elsewhere = await removeReplacedElsewhere(now);
  if (!folder) return elsewhere;
  const local = server({ id: localServerId, kind: "file", url: "", adminUrl: null });
  const current = new Map(
    (await master.select().from(tenantDatabases).where(eq(tenantDatabases.state, "ready"))).map((row) => [
      row.id,
      row,
    ]),
  );
  let removed = elsewhere;
  for (const name of await local.list()) {
    const row = current.get(name.databaseId);
    if (!row || row.serverId !== localServerId || isChanging(row.id)) continue;
    if (name.generation >= row.generation) continue;
    // What it was replaced with is there, and it was last written when that said it had moved.
    if (!(await local.exists({ databaseId: row.id, generation: row.generation }))) continue;
    const { mtimeMs } = await stat(local.where(name));
    if (mtimeMs > now.getTime() - askedForStaysMs) continue;
    await local.drop(name);
    removed++;
  }
  return removed;
}
