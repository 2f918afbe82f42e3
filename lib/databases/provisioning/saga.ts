import { and, eq, sql } from "drizzle-orm";
import {
  databaseServers,
  type ProvisioningStep,
  provisionings,
  tenantDatabases,
} from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError, messageWithoutData } from "../errors";
import type { Actor, MasterTx } from "../handles";
import { anyTenantRef, type TenantRef, type TenantRefRow, tenantRefColumns } from "../registry";
import { write } from "../write";

/** The making of one company's database, as far as it got. */
export interface Provisioning {
  readonly id: string;
  readonly companyId: string;
  readonly databaseId: string;
  /** The last step that is done. */
  readonly step: ProvisioningStep;
  /** Counts who tried; also tells whether somebody else took over meanwhile. */
  readonly attempts: number;
}

const columns = {
  id: provisionings.id,
  companyId: provisionings.companyId,
  databaseId: provisionings.databaseId,
  step: provisionings.step,
  attempts: provisionings.attempts,
};

/**
 * Makes this the attempt that counts: whoever tried before is refused at its next step.
 * @throws EngineError `UnknownDatabase`
 */
export async function claim(actor: Actor, provisioningId: string): Promise<Provisioning> {
  const [claimed] = await write(engine().master, actor, (tx) =>
    tx
      .update(provisionings)
      .set({ attempts: sql`${provisionings.attempts} + 1` })
      .where(eq(provisionings.id, provisioningId))
      .returning(columns),
  );
  if (!claimed)
    throw new EngineError("UnknownDatabase", "There is no such provisioning.", { provisioningId });
  return claimed;
}

/**
 * Records a step together with what else it changes in the master.
 * @throws EngineError `Busy` when another attempt took over
 */
export async function advance(
  actor: Actor,
  claimed: Provisioning,
  step: ProvisioningStep,
  alsoWrite: (tx: MasterTx) => Promise<unknown> = async () => {},
): Promise<Provisioning> {
  return write(engine().master, actor, async (tx) => {
    const finishedAt = step === "done" ? Date.now() : null;
    const [advanced] = await tx
      .update(provisionings)
      .set({ step, lastError: null, finishedAt })
      .where(and(eq(provisionings.id, claimed.id), eq(provisionings.attempts, claimed.attempts)))
      .returning(columns);
    if (!advanced) throw new EngineError("Busy", "Another process is finishing this company.");
    await alsoWrite(tx);
    return advanced;
  });
}

/** Keeps what stopped the attempt, for operators. */
export async function recordFailure(actor: Actor, claimed: Provisioning, error: unknown): Promise<void> {
  const lastError = messageWithoutData(error).slice(0, 500);
  await write(engine().master, actor, (tx) =>
    tx
      .update(provisionings)
      .set({ lastError })
      .where(and(eq(provisionings.id, claimed.id), eq(provisionings.attempts, claimed.attempts))),
  );
}

/** What the registry says of a database that is not ready yet. */
export async function registryRow(databaseId: string): Promise<TenantRefRow> {
  const [row] = await engine()
    .master.select(tenantRefColumns)
    .from(tenantDatabases)
    .innerJoin(databaseServers, eq(databaseServers.id, tenantDatabases.serverId))
    .where(eq(tenantDatabases.id, databaseId));
  if (!row) throw new EngineError("UnknownDatabase", "This database is not registered.", { databaseId });
  return row;
}

/**
 * The registry row of a database that may still be made anew.
 * @returns what it will be once published: generation 1
 * @throws EngineError `DatabaseUnavailable` when it is published or quarantined
 */
export async function unpublishedRef(databaseId: string): Promise<TenantRef> {
  const row = await registryRow(databaseId);
  if (!mayBeMadeAnew(row)) {
    throw new EngineError("DatabaseUnavailable", `The company's database is ${row.state}.`, {
      databaseId,
      state: row.state,
    });
  }
  return { ...anyTenantRef(row), generation: 1 };
}

export async function isUnpublished(databaseId: string): Promise<boolean> {
  return mayBeMadeAnew(await registryRow(databaseId));
}

const mayBeMadeAnew = (row: TenantRefRow) => row.state === "provisioning" && row.generation === 0;
