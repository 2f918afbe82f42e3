import { and, eq, gt, ne } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { askedForStaysMs } from "../backups/retention";
import { engine } from "../engine";
import { isChanging } from "../generations/next-generation";
import { anyTenantRef, type TenantRef, tenantRefColumns } from "../registry";

/**
 * As for files: removes generations on other machines that were replaced so long ago that nobody goes back to them.
 * When that was, each says itself: it was fenced for it.
 * @returns how many
 */
export async function removeReplacedElsewhere(now: Date): Promise<number> {
  const rows = await engine()
    .master.select(tenantRefColumns)
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(
      and(
        eq(tenantDatabases.state, "ready"),
        ne(databaseServers.kind, "file"),
        gt(tenantDatabases.generation, 1),
      ),
    );
  let removed = 0;
  for (const ref of rows.map(anyTenantRef)) {
    const place = engine().server(ref.server);
    if (isChanging(ref.databaseId) || !(await place.exists(ref))) continue;
    // Generations that moves left behind elsewhere are seen to by the moves.
    for (let generation = ref.generation - 1; generation >= 1; generation--) {
      const earlier = { ...ref, generation };
      if (!(await place.exists(earlier))) break;
      const at = await replacedAt(earlier);
      if (at === null || at > now.getTime() - askedForStaysMs) continue;
      await place.drop(earlier);
      removed++;
    }
  }
  return removed;
}

/** Null when it does not say that it was replaced. */
async function replacedAt(ref: TenantRef): Promise<number | null> {
  const connection = await engine().server(ref.server).open(ref, null);
  try {
    const { rows } = await connection.reader.execute("SELECT fenced_at FROM identity WHERE one = 1");
    const at = rows[0]?.fenced_at;
    return at == null ? null : Number(at);
  } finally {
    connection.close();
  }
}
