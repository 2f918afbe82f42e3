import type { Client } from "@libsql/client";
import { and, eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { letWritersIn, makeWay } from "../generations/first-writers";
import { following } from "../generations/following";
import { assertNothingThere } from "../generations/later-generation";
import { noteReplaced, whileChanging } from "../generations/next-generation";
import type { Actor, MasterTx } from "../handles";
import { neverPublished, writeIdentity } from "../identity";
import { openUnpublished } from "../open-file";
import { anyTenantRef, findTenantRow, type TenantRef } from "../registry";
import { copyUp } from "../remote-copies/copy-up";
import { verifySchema } from "../schema-range";
import { closeTenant } from "../tenant";
import { write } from "../write";
import { placeStaged } from "./place-staged";
import { onStaged, type StagedBackup } from "./stage-backup";

interface LostOptions {
  readonly actor: Actor;
  readonly record: (copy: Client) => Promise<unknown>;
  readonly alsoWrite: (tx: MasterTx) => Promise<unknown>;
}

/** The registry names it all the same, and nobody opens it. */
type Lost = "ready" | "quarantined";

/**
 * Makes a backup the next generation of a database that is gone or in quarantine: there are no writers to keep out.
 * @returns the generation
 * @throws EngineError `LaterGeneration`, `DatabaseUnavailable` when something else is being done with it
 */
export async function replaceLost(
  companyId: string,
  staged: StagedBackup,
  options: LostOptions,
): Promise<number> {
  const ref = anyTenantRef(await findTenantRow(engine().master, companyId));
  // Two at once would take the place that the first has published away from under it.
  return whileChanging(ref, () => replace(companyId, staged, options));
}

async function replace(companyId: string, staged: StagedBackup, options: LostOptions): Promise<number> {
  const { master, server } = engine();
  const row = await findTenantRow(master, companyId);
  const { state } = row;
  if (state !== "ready" && state !== "quarantined")
    throw new EngineError("DatabaseUnavailable", `The company's database is ${state}.`);
  const ref = anyTenantRef(row);
  const next = following(ref);
  await assertNothingThere(ref, next);
  const place = server(ref.server);
  await closeTenant(ref);
  if (place.capabilities.localFiles) {
    const schemaVersion = await placeFile(staged, next, options.record);
    await noteReplaced(place.where(ref));
    await publish(ref, next, state, schemaVersion, options);
  } else await replaceElsewhere(staged, ref, next, state, options);
  await letWritersIn(next);
  return next.generation;
}

/**
 * Another host may be restoring it as well. Who raises the epoch first has this number, the next one another: so one that
 * sleeps on the way makes room for itself in nobody else's place.
 */
async function replaceElsewhere(
  staged: StagedBackup,
  ref: TenantRef,
  next: TenantRef,
  state: Lost,
  options: LostOptions,
): Promise<void> {
  const { actor, record } = options;
  const claimed = { ...ref, epoch: next.epoch };
  await changeRow(ref, state, actor, { epoch: claimed.epoch });
  try {
    await onStaged(staged, record);
    const schemaVersion = await copyUp(staged.file, staged.key, next);
    await publish(claimed, next, state, schemaVersion, options);
  } catch (error) {
    await changeRow(claimed, state, actor, { epoch: ref.epoch }).catch(() => {});
    throw error;
  }
}

async function placeFile(
  staged: StagedBackup,
  next: TenantRef,
  record: LostOptions["record"],
): Promise<string> {
  const { server, keyring, schemaRange } = engine();
  const place = server(next.server);
  const key = next.keyId === null ? null : await keyring.reveal(next.keyId);
  await makeWay(place, next);
  await placeStaged(staged, place.where(next), key);
  const copy = openUnpublished(place.where(next), key);
  try {
    await record(copy);
    const { companyId, databaseId, generation, epoch } = next;
    await writeIdentity(copy, { companyId, databaseId, generation, epoch, fencedAt: neverPublished });
    await copy.execute("PRAGMA journal_mode = WAL");
    return await verifySchema(copy, schemaRange, next);
  } finally {
    copy.close();
  }
}

function publish(
  ref: TenantRef,
  { generation, epoch }: TenantRef,
  state: Lost,
  schemaVersion: string,
  { actor, alsoWrite }: LostOptions,
): Promise<void> {
  const published = { state: "ready", stateReason: null, generation, epoch, schemaVersion } as const;
  return changeRow(ref, state, actor, published, alsoWrite);
}

/** @throws EngineError `DatabaseUnavailable` when the registry says something else by now; nothing is written then */
function changeRow(
  ref: TenantRef,
  state: Lost,
  actor: Actor,
  change: Partial<typeof tenantDatabases.$inferInsert>,
  alsoWrite: LostOptions["alsoWrite"] = async () => {},
): Promise<void> {
  return write(engine().master, actor, async (tx) => {
    const changed = await tx
      .update(tenantDatabases)
      .set(change)
      .where(
        and(
          eq(tenantDatabases.id, ref.databaseId),
          eq(tenantDatabases.generation, ref.generation),
          eq(tenantDatabases.epoch, ref.epoch),
          eq(tenantDatabases.state, state),
        ),
      )
      .returning({ id: tenantDatabases.id });
    if (changed.length === 0)
      throw new EngineError("DatabaseUnavailable", "Something else is being done with this database.");
    await alsoWrite(tx);
  });
}
