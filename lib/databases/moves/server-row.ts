import { eq } from "drizzle-orm";
import { databaseServers } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import type { MasterDb, MasterTx } from "../handles";
import type { ServerRef } from "../registry";
import type { DatabaseServer } from "../servers/database-server";

export type ServerRow = typeof databaseServers.$inferSelect;

/** @throws EngineError `NotSupported` when no server has this id */
export async function serverRow(db: MasterDb | MasterTx, id: string): Promise<ServerRow> {
  const [row] = await db.select().from(databaseServers).where(eq(databaseServers.id, id));
  if (row) return row;
  throw new EngineError("NotSupported", "No database server is registered under this id.", { serverId: id });
}

export function refOf({ id, kind, url, adminUrl, groupName, replicaUrl }: ServerRow): ServerRef {
  return { id, kind, url, adminUrl, groupName, replicaUrl };
}

export function serverOf(row: ServerRow): DatabaseServer {
  return engine().server(refOf(row));
}
