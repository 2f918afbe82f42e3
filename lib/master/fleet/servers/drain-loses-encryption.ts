import { and, eq, isNotNull, ne } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema";
import { type MasterDb, serverLoads } from "@/lib/databases";

/** Whether databases with a key of their own are on a server, and others take databases that know no such keys. */
export async function drainLosesEncryption(master: MasterDb, serverId: string): Promise<boolean> {
  const others = (await serverLoads(master)).filter(
    ({ id, acceptsNew, drainingAt }) => id !== serverId && acceptsNew && drainingAt === null,
  );
  if (others.every(({ kind }) => kind === "file")) return false;
  const encrypted = and(
    eq(tenantDatabases.serverId, serverId),
    ne(tenantDatabases.state, "removed"),
    isNotNull(tenantDatabases.keyId),
  );
  return (await master.$count(tenantDatabases, encrypted)) > 0;
}
