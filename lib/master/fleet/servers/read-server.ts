import { desc, eq } from "drizzle-orm";
import { auditEvents, databaseServers } from "@/drizzle/master/schema";
import type { MasterDb } from "@/lib/databases";
import { NotFound, StaleVersion } from "@/lib/domain/errors";
import { listServers } from "@/lib/master/fleet/databases/list-servers";

export type FoundServer = Awaited<ReturnType<typeof readServer>>;

/**
 * What the registry knows of a server, with the size of what is on it; the server is not asked.
 * @throws NotFound `server`
 */
export async function readServer(master: MasterDb, id: string) {
  const [row] = await master.select().from(databaseServers).where(eq(databaseServers.id, id));
  const listed = row && (await listServers(master)).find((server) => server.id === id);
  if (!row || !listed) throw new NotFound("server");
  return { ...row, databases: listed.databases, bytes: listed.bytes };
}

/** @throws StaleVersion when somebody changed it after the form was opened; NotFound `server` */
export async function assertUnchanged(master: MasterDb, id: string, opened: number): Promise<void> {
  const { updatedAt } = await readServer(master, id);
  if (updatedAt === opened) return;
  const [last] = await master
    .select({ actorName: auditEvents.actorName, at: auditEvents.at })
    .from(auditEvents)
    .where(eq(auditEvents.subjectId, id))
    .orderBy(desc(auditEvents.seq))
    .limit(1);
  throw new StaleVersion({ changedBy: last?.actorName ?? "", changedAt: last?.at ?? updatedAt });
}
