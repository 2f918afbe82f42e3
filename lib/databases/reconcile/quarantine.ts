import { eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { type EngineErrorCode, engineErrorOf, lastingError, messageWithoutData } from "../errors";
import type { Actor } from "../handles";
import type { TenantRef } from "../registry";
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

/** The same for what time does not heal; null for everything else, and when that cannot be written down now. */
export async function quarantineIfLasting(
  actor: Actor,
  { databaseId }: Pick<TenantRef, "databaseId">,
  error: unknown,
): Promise<Finding | null> {
  const code = lastingError(error);
  if (!code) return null;
  const why = messageWithoutData(engineErrorOf(error) ?? error);
  return quarantine(actor, databaseId, code, why).catch(() => null);
}
