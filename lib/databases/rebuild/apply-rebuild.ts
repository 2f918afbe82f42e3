import { and, eq, isNull } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { databaseServers, installation, tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { goBack } from "../generations/go-back";
import type { Actor, MasterTx } from "../handles";
import { settleKeys } from "../keyring/replace-key";
import { registryRow } from "../provisioning/saga";
import { moveAside } from "../reconcile/move-aside";
import { anyTenantRef } from "../registry";
import { localServerId } from "../start-engine";
import { write } from "../write";
import type { RebuildItem, RebuildPlan } from "./plan-rebuild";

/**
 * Makes the registry say what the databases say, in one transaction, and trusts it from then on: things may be removed
 * again. Then takes back what died in the middle.
 * @param alsoWrite in the same transaction
 */
export async function applyRebuild(
  plan: RebuildPlan,
  actor: Actor,
  alsoWrite: (tx: MasterTx) => Promise<unknown>,
): Promise<void> {
  await write(engine().master, actor, async (tx) => {
    for (const item of plan.items) await apply(tx, item);
    await tx.update(installation).set({ removalBlockedAt: null });
    await alsoWrite(tx);
  });
  for (const { kind, databaseId } of plan.items) {
    if (kind === "interrupted") await goBack(anyTenantRef(await registryRow(databaseId)), actor, moveAside);
  }
  await settleKeys();
}

async function apply(tx: MasterTx, { kind, databaseId, companyId, found }: RebuildItem): Promise<void> {
  const row = eq(tenantDatabases.id, databaseId);
  const truth = found && {
    generation: found.generation,
    epoch: found.epoch,
    keyId: found.keyId,
    schemaVersion: found.schema,
  };
  if (kind === "missing") {
    const stateReason = "DatabaseMissing: the rebuild of the registry found nothing that opens in its place";
    await tx.update(tenantDatabases).set({ state: "quarantined", stateReason }).where(row);
  }
  if (kind === "destroyed") {
    await tx
      .update(tenantDatabases)
      .set({ state: "removed", stateReason: "its key was destroyed after the backup of the master" })
      .where(row);
  }
  if (!truth) return;
  if (kind === "newer" || kind === "moved") {
    // The move itself is ended by whoever takes moves back, since the registry says that it is there.
    await tx
      .update(tenantDatabases)
      .set({
        ...truth,
        ...(found.server && { serverId: found.server.id }),
        state: "ready",
        stateReason: null,
      })
      .where(row);
  }
  if (kind === "interrupted") {
    const interrupted = {
      state: "migrating",
      stateReason: "interrupted before the master was restored",
    } as const;
    await tx
      .update(tenantDatabases)
      .set({ ...truth, ...interrupted })
      .where(row);
  }
  if (kind === "adopted" && companyId !== null) {
    await tx
      .insert(tenantDatabases)
      .values({ id: databaseId, companyId, serverId: localServerId, state: "ready", ...truth });
  }
  if (kind === "uncertain") {
    const stateReason = `DatabaseUnavailable: it keeps writers out and nothing newer is here; ${await whereElse(tx, databaseId)}`;
    await tx.update(tenantDatabases).set({ state: "quarantined", stateReason }).where(row);
  }
}

/** For operators: where people may be working with it. What is there is taken for the one by nobody, and kept. */
async function whereElse(tx: MasterTx, databaseId: string): Promise<string> {
  const [move] = await tx
    .select({ to: databaseServers.name, generation: databaseMoves.toGeneration })
    .from(databaseMoves)
    .innerJoin(databaseServers, eq(databaseServers.id, databaseMoves.toServerId))
    .where(and(eq(databaseMoves.databaseId, databaseId), isNull(databaseMoves.finishedAt)));
  if (!move) return "look whether it was moved to a server";
  return `this master knows a move to ${move.to} in the middle, which may have ended since: look at generation ${move.generation} there`;
}
