import { and, eq, isNull, or } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

/**
 * The database server with this name or id.
 * @throws NotFound
 */
export async function findServer(master: MasterDb, nameOrId: string) {
  const [found] = await master
    .select()
    .from(databaseServers)
    .where(
      and(
        or(eq(databaseServers.name, nameOrId), eq(databaseServers.id, nameOrId)),
        isNull(databaseServers.removedAt),
      ),
    )
    .limit(1);
  if (!found) throw new NotFound("server");
  return found;
}
