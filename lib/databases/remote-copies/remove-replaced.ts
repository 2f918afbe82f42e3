import { and, eq, gt, ne } from "drizzle-orm";
import { databaseServers, tenantDatabases } from "@/drizzle/master/schema/registry";
import { askedForStaysMs } from "../backups/retention";
import { engine } from "../engine";
import { isChanging } from "../generations/next-generation";
import { readIdentity } from "../identity";
import { anyTenantRef, type TenantRef, tenantRefColumns } from "../registry";
import type { DatabaseServer } from "../servers/database-server";

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
    for await (const earlier of earlierThan(place, ref)) {
      const at = await replacedAt(earlier);
      if (at === null || at > now.getTime() - askedForStaysMs) continue;
      await place.drop(earlier);
      removed++;
    }
  }
  return removed;
}

/** Numbers are left out where a change or a move was taken back; so many in a row, and there are no more. */
const mostMissing = 8;

/** As not every kind of server can name what it holds, the later first. */
async function* earlierThan(place: DatabaseServer, ref: TenantRef): AsyncGenerator<TenantRef> {
  for (let top = ref.generation - 1; top >= 1; top -= mostMissing) {
    const names = Array.from({ length: Math.min(mostMissing, top) }, (_, at) => ({
      ...ref,
      generation: top - at,
    }));
    const there = await Promise.all(names.map((name) => place.exists(name)));
    if (!there.includes(true)) return;
    yield* names.filter((_, at) => there[at]);
  }
}

/** Null when it does not say that it was replaced. One that was never published was never in use: that is long ago. */
async function replacedAt(ref: TenantRef): Promise<number | null> {
  const connection = await engine().server(ref.server).open(ref, null);
  return readIdentity(connection.reader)
    .then((identity) => identity?.fencedAt ?? null)
    .finally(() => connection.close());
}
