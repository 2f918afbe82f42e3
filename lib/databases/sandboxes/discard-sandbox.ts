import { and, eq, inArray, ne } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { isChanging } from "../generations/next-generation";
import type { Actor, MasterTx } from "../handles";
import { removeCopies } from "../removals/copies-here";
import { closeAll, dropElsewhere } from "../removals/destroy-databases";
import { assertRemovalAllowed } from "../removals/removal-blocked";
import { write } from "../write";

/** Why a sandbox is gone that is not destroyed yet: where its server keeps it, nothing else would tell. */
export const stillThere = { discarded: "it was discarded", unfinished: "it was never finished" } as const;

/**
 * Takes a company's sandbox out of everybody's reach, for good; `destroySandbox` follows.
 * @returns its database's id; null when there is none
 * @throws EngineError `Busy` while it is being made or changed, `RemovalBlocked`
 */
export async function retireSandbox(tx: MasterTx, companyId: string): Promise<string | null> {
  const own = and(
    eq(tenantDatabases.companyId, companyId),
    eq(tenantDatabases.purpose, "sandbox"),
    ne(tenantDatabases.state, "removed"),
  );
  const [row] = await tx
    .select({ id: tenantDatabases.id, state: tenantDatabases.state })
    .from(tenantDatabases)
    .where(own);
  if (!row) return null;
  // Whoever moves or migrates it would publish it again.
  const isBusy = row.state === "moving" || row.state === "migrating" || row.state === "restoring";
  if (isBusy || isChanging(row.id))
    throw new EngineError("Busy", "The sandbox is being made or changed; it can be discarded afterwards.");
  await assertRemovalAllowed(tx);
  await tx.update(tenantDatabases).set({ state: "removed", stateReason: stillThere.discarded }).where(own);
  return row.id;
}

/** Whether `destroySandbox` has something to do with it. */
export async function isRetiredSandbox(databaseId: string): Promise<boolean> {
  const [row] = await engine()
    .master.select()
    .from(tenantDatabases)
    .where(eq(tenantDatabases.id, databaseId));
  return row?.purpose === "sandbox" && row.state === "removed";
}

/**
 * Destroys the key of a sandbox that was retired, and removes its files: it is a copy, so there are no thirty days.
 * Repeatable; the reconciler does it for who died before.
 * @throws EngineError `NotSupported` for a database that is no retired sandbox, `ServerFailed`
 */
export async function destroySandbox(databaseId: string, actor: Actor): Promise<void> {
  const { master, keyring, folder } = engine();
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, databaseId));
  if (row?.purpose !== "sandbox" || row.state !== "removed")
    throw new EngineError("NotSupported", "Only a sandbox that was discarded is destroyed.", { databaseId });
  await closeAll([databaseId]);
  const owned = (await keyring.list()).filter((key) => key.databaseId === databaseId && !key.destroyedAt);
  for (const id of new Set([...owned.map(({ id }) => id), ...(row.keyId === null ? [] : [row.keyId])]))
    await keyring.destroy(id);
  await dropElsewhere([databaseId]);
  if (folder) await removeCopies(folder, [databaseId]);
  const told = and(
    eq(tenantDatabases.id, databaseId),
    inArray(tenantDatabases.stateReason, Object.values(stillThere)),
  );
  await write(master, actor, (tx) =>
    tx.update(tenantDatabases).set({ stateReason: "it was discarded and destroyed" }).where(told),
  );
}
