import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, recordAudit, write } from "@/lib/databases";
import { NotFound } from "@/lib/domain/errors";

/**
 * Says that a server is being emptied: it gets no database any more, neither new nor moved, and whoever empties it moves
 * them away one by one.
 * @returns false when it was said before
 * @throws NotFound `server`
 */
export function startDraining(master: MasterDb, actor: Actor, serverId: string, now: Date): Promise<boolean> {
  return mark(master, actor, serverId, now.getTime());
}

/**
 * Takes it back: what moved away stays there, and the server takes new databases again.
 * @returns false when it was not being emptied
 * @throws NotFound `server`
 */
export function stopDraining(master: MasterDb, actor: Actor, serverId: string): Promise<boolean> {
  return mark(master, actor, serverId, null);
}

function mark(master: MasterDb, actor: Actor, id: string, drainingAt: number | null): Promise<boolean> {
  const isOther =
    drainingAt === null ? isNotNull(databaseServers.drainingAt) : isNull(databaseServers.drainingAt);
  const known = and(eq(databaseServers.id, id), isNull(databaseServers.removedAt));
  return write(master, actor, async (tx) => {
    const [marked] = await tx
      .update(databaseServers)
      .set({ drainingAt, acceptsNew: drainingAt === null })
      .where(and(known, isOther))
      .returning({ name: databaseServers.name });
    if (!marked) {
      if ((await tx.$count(databaseServers, known)) === 0) throw new NotFound("server");
      return false;
    }
    await recordAudit(tx, {
      action: drainingAt === null ? "server.drain-stopped" : "server.drain-started",
      subject: { type: "server", id, label: marked.name },
    });
    return true;
  });
}
