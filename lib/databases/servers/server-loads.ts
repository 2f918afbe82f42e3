import { asc, eq, getTableColumns, isNull, sql } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema/registry";
import type { MasterDb, MasterTx } from "../handles";
import type { ServerRef } from "../registry";

export type ServerRow = typeof databaseServers.$inferSelect;

/** A registered server, and how many databases it holds or is about to: those on their way to it have their place. */
export type ServerLoad = ServerRow & { readonly databases: number };

/** Every server but those that were removed, the oldest first. */
export function serverLoads(db: MasterDb | MasterTx): Promise<ServerLoad[]> {
  return db
    .select({
      ...getTableColumns(databaseServers),
      // Spelled out: inside a subquery the columns would lose their tables' names.
      databases: sql<number>`(SELECT count(*) FROM tenant_databases d
          WHERE d.server_id = database_servers.id AND d.state <> 'removed')
        + (SELECT count(*) FROM database_moves m WHERE m.to_server_id = database_servers.id
          AND m.finished_at IS NULL AND m.step IN ('begun', 'fenced', 'copied', 'verified'))`,
    })
    .from(databaseServers)
    .where(isNull(databaseServers.removedAt))
    .orderBy(asc(databaseServers.createdAt), asc(databaseServers.id));
}

/** What leads to the server. */
export function serverRefOf({ id, kind, url, adminUrl, groupName, replicaUrl }: ServerRow): ServerRef {
  return { id, kind, url, adminUrl, groupName, replicaUrl };
}

/** The server with this id, or null. */
export async function findServerRow(db: MasterDb | MasterTx, id: string): Promise<ServerRow | null> {
  const [row] = await db.select().from(databaseServers).where(eq(databaseServers.id, id));
  return row ?? null;
}
