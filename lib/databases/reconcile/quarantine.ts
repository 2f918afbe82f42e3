import { eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import type { EngineErrorCode } from "../errors";
import type { Actor } from "../handles";
import { write } from "../write";
import type { Finding } from "./finding";

/** Keeps a database out of reach. The reason begins with a code, by which the reconciler knows what would end it. */
export async function quarantine(
  actor: Actor,
  databaseId: string,
  code: EngineErrorCode,
  why: string,
): Promise<Finding> {
  const reason = `${code}: ${why}`;
  await write(engine().master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state: "quarantined", stateReason: reason })
      .where(eq(tenantDatabases.id, databaseId)),
  );
  return { what: "database", id: databaseId, measure: "quarantined", reason };
}
