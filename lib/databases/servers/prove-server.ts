import { newId } from "@/lib/domain/id";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { readIdentity, writeIdentity } from "../identity";
import type { ServerRef } from "../registry";
import { verifySchema } from "../schema-range";
import type { ServerHealth } from "./database-server";

/**
 * Makes a database on a server that is not registered yet, writes into it, reads it back and removes it: what every
 * company's database will need.
 * @throws EngineError `ServerFailed`, `WrongKey`, `NotSupported`, `BadConfiguration` … saying what is wrong
 */
export async function proveServer(ref: ServerRef): Promise<ServerHealth> {
  const { server, schemaRange } = engine();
  const place = server(ref);
  if (place.capabilities.encryption)
    throw new EngineError("NotSupported", `There is one ${ref.kind} server.`);
  refuse(await place.health());
  const name = { databaseId: newId(), generation: 1 };
  const probe = { ...name, companyId: newId(), purpose: "main", epoch: 1, keyId: null, server: ref } as const;
  try {
    await place.create(name, null);
    const connection = await place.open(name, null);
    try {
      await verifySchema(connection.reader, schemaRange, probe);
      await writeIdentity(connection.writer, { ...probe, fencedAt: null });
      if ((await readIdentity(connection.reader))?.companyId !== probe.companyId) throw unreadable();
    } finally {
      connection.close();
    }
    return refuse(await place.health());
  } finally {
    await place.drop(name).catch(() => {});
  }
}

function refuse(health: ServerHealth): ServerHealth {
  if (health.problem) throw new EngineError(health.problem.code, health.problem.message);
  return health;
}

const unreadable = () =>
  new EngineError("ServerFailed", "What was written on this server could not be read back.");
