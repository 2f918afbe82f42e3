import { and, eq, isNull, ne } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, recordAudit, type ServerRow, serverRefOf, write } from "@/lib/databases";
import { proveAddress } from "@/lib/databases/servers/prove-address";
import { DomainError, Duplicate, Invalid, NotFound } from "@/lib/domain/errors";
import { provenOrRefused } from "./proven-or-refused";
import type { ChangeServer } from "./schema";

/**
 * Changes what is known of a server. A new address is believed once the server answers there and has its databases.
 * @returns whether anything changed
 * @throws NotFound `server`; Duplicate `name`, `url`; Invalid for what this kind does not have; DomainError
 * `serverRefused`
 */
export async function changeServer(
  master: MasterDb,
  actor: Actor,
  serverId: string,
  change: ChangeServer,
): Promise<boolean> {
  const before = await serverRow(master, serverId);
  refuseSenseless(before, change);
  const { url = before.url, adminUrl = before.adminUrl } = change;
  if (url !== before.url || adminUrl !== before.adminUrl) {
    await provenOrRefused(() => proveAddress({ ...serverRefOf(before), url, adminUrl }));
  }
  return write(master, actor, async (tx) => {
    const current = await serverRow(tx, serverId);
    const changes = Object.fromEntries(
      (Object.keys(change) as Array<keyof ChangeServer>)
        .filter((field) => change[field] !== undefined && change[field] !== current[field])
        .map((field) => [field, [current[field], change[field]] as const]),
    );
    if (Object.keys(changes).length === 0) return false;
    for (const field of ["name", "url"] as const) {
      const value = change[field];
      if (value === undefined || value === "") continue;
      const others = and(
        eq(databaseServers[field], value),
        ne(databaseServers.id, serverId),
        isNull(databaseServers.removedAt),
      );
      const [other] = await tx.select({ name: databaseServers.name }).from(databaseServers).where(others);
      if (other) throw new Duplicate({ field, value, of: other.name });
    }
    await tx.update(databaseServers).set(change).where(eq(databaseServers.id, serverId));
    await recordAudit(tx, {
      action: "server.changed",
      subject: { type: "server", id: serverId, label: change.name ?? current.name },
      changes,
    });
    return true;
  });
}

async function serverRow(db: Pick<MasterDb, "select">, id: string): Promise<ServerRow> {
  const [row] = await db.select().from(databaseServers).where(eq(databaseServers.id, id));
  if (!row || row.removedAt !== null) throw new NotFound("server");
  return row;
}

function refuseSenseless({ kind, drainingAt }: ServerRow, change: ChangeServer): void {
  for (const field of ["url", "adminUrl", "replicaUrl"] as const) {
    if (change[field] !== undefined && kind !== "libsql-server")
      throw new Invalid(field, "errors.server.notForKind");
  }
  if (change.acceptsNew && drainingAt !== null) throw new DomainError("serverDraining");
}
