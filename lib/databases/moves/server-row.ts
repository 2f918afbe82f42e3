import { engine } from "../engine";
import { EngineError } from "../errors";
import type { MasterDb, MasterTx } from "../handles";
import type { DatabaseServer } from "../servers/database-server";
import { type ServerLoad, type ServerRow, serverLoads, serverRefOf } from "../servers/server-loads";

/** @throws EngineError `NotSupported` when no server has this id */
export async function serverRow(db: MasterDb | MasterTx, id: string): Promise<ServerLoad> {
  const row = (await serverLoads(db)).find((server) => server.id === id);
  if (row) return row;
  throw new EngineError("NotSupported", "No database server is registered under this id.", { serverId: id });
}

export function serverOf(row: ServerRow): DatabaseServer {
  return engine().server(serverRefOf(row));
}
