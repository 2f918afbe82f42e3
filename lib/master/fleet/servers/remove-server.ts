import { and, eq, isNull } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, recordAudit, whatIsOnServer, write } from "@/lib/databases";
import { DomainError, NotFound } from "@/lib/domain/errors";

/**
 * Takes an emptied server off the list, for good: nobody asks it anything any more. Its row stays, under another name,
 * for the moves that tell of it; its name and address can be registered again.
 * @returns the name it had
 * @throws NotFound `server`; DomainError `serverLocal` for the data folder, `serverNotDrained`, `serverInUse` with how
 * many databases, and moves that can be taken back, need it still
 */
export function removeServer(master: MasterDb, actor: Actor, id: string, now: Date): Promise<string> {
  return write(master, actor, async (tx) => {
    const known = and(eq(databaseServers.id, id), isNull(databaseServers.removedAt));
    const [row] = await tx.select().from(databaseServers).where(known);
    if (!row) throw new NotFound("server");
    if (row.kind === "file") throw new DomainError("serverLocal");
    if (row.drainingAt === null) throw new DomainError("serverNotDrained");
    const { databases, moves } = await whatIsOnServer(tx, id);
    if (databases + moves > 0) throw new DomainError("serverInUse", { databases, moves });
    const name = `${row.name} #${id.slice(-6)}`;
    await tx
      .update(databaseServers)
      .set({ name, acceptsNew: false, removedAt: now.getTime() })
      .where(eq(databaseServers.id, id));
    await recordAudit(tx, {
      action: "server.removed",
      subject: { type: "server", id, label: row.name },
    });
    return row.name;
  });
}
