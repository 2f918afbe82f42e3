import { healthOf, type MasterDb, type ServerHealth, type ServerLoad, serverLoads } from "@/lib/databases";

export interface ListedServer extends ServerLoad {
  readonly health: ServerHealth;
  /** So many databases more it may hold; null without a limit. */
  readonly free: number | null;
}

/** Every database server as it is at this moment: each is asked, all at once; one that is down has a problem. */
export async function serversWithHealth(master: MasterDb): Promise<ListedServer[]> {
  const servers = await serverLoads(master);
  return Promise.all(
    servers.map(async (server) => ({
      ...server,
      health: await healthOf(server),
      free: server.maxDatabases === null ? null : Math.max(0, server.maxDatabases - server.databases),
    })),
  );
}
