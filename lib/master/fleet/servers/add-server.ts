import { and, eq, isNull, or } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema";
import { type Actor, type MasterDb, type MasterTx, proveServer, recordAudit, write } from "@/lib/databases";
import { Duplicate } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/id";
import { provenOrRefused } from "./proven-or-refused";
import type { AddServer } from "./schema";

/**
 * Registers a database server, after a database was made on it, written, read and removed again.
 * @returns its id
 * @throws Duplicate `name`, `url`; DomainError `serverRefused` with what the server answered; nothing is registered then
 */
export async function addServer(master: MasterDb, actor: Actor, input: AddServer): Promise<string> {
  await refuseKnown(master, input);
  const { kind, adminUrl, groupName, replicaUrl } = input;
  const [id, url] = [newId(), input.url ?? ""];
  await provenOrRefused(() => proveServer({ id, kind, url, adminUrl, groupName, replicaUrl }));
  await write(master, actor, async (tx) => {
    await refuseKnown(tx, input);
    await tx.insert(databaseServers).values({ ...input, id, url });
    const told = { kind, url, region: input.region, maxDatabases: input.maxDatabases };
    await recordAudit(tx, {
      action: "server.added",
      subject: { type: "server", id, label: input.name },
      changes: Object.fromEntries(
        Object.entries(told).flatMap(([field, value]) =>
          value === null || value === "" ? [] : [[field, [null, value]]],
        ),
      ),
    });
  });
  return id;
}

/** Two rows of one server would count its databases apart. */
async function refuseKnown(
  db: MasterDb | MasterTx,
  { name, url, groupName, kind }: AddServer,
): Promise<void> {
  const [known] = await db
    .select()
    .from(databaseServers)
    .where(
      and(
        isNull(databaseServers.removedAt),
        or(
          eq(databaseServers.name, name),
          kind === "turso"
            ? eq(databaseServers.groupName, groupName ?? "")
            : eq(databaseServers.url, url ?? ""),
        ),
      ),
    )
    .limit(1);
  if (!known) return;
  if (known.name === name) throw new Duplicate({ field: "name", value: name });
  if (kind === "turso") throw new Duplicate({ field: "groupName", value: groupName ?? "", of: known.name });
  throw new Duplicate({ field: "url", value: url ?? "", of: known.name });
}
