import { and, eq, sql } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { verifyIdentity } from "../identity";
import type { ServerRef } from "../registry";

const looked = 3;

/**
 * That a registered server answers at another address, and that it is the same one: some of its databases are opened.
 * @throws EngineError `ServerFailed`, `WrongKey`, `DatabaseMissing`, `WrongIdentity` …
 */
export async function proveAddress(ref: ServerRef): Promise<void> {
  const { master, server } = engine();
  const place = server(ref);
  const { problem } = await place.health();
  if (problem) throw new EngineError(problem.code, problem.message);
  const some = await master
    .select()
    .from(tenantDatabases)
    .where(and(eq(tenantDatabases.serverId, ref.id), eq(tenantDatabases.state, "ready")))
    .orderBy(sql`random()`)
    .limit(looked);
  for (const row of some) {
    const { id: databaseId, companyId, purpose, generation, epoch } = row;
    const name = { databaseId, generation };
    const connection = await place.open(name, null);
    try {
      await verifyIdentity(connection.reader, {
        ...name,
        companyId,
        purpose,
        epoch,
        keyId: null,
        server: ref,
      });
    } finally {
      connection.close();
    }
  }
}
