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

async function replace(
  companyId: string,
  staged: StagedBackup,
  { actor, record, alsoWrite }: LostOptions,
): Promise<number> {
  const { master, server } = engine();
  const row = await findTenantRow(master, companyId);
  if (row.state !== "ready" && row.state !== "quarantined")
    throw new EngineError("DatabaseUnavailable", `The company's database is ${row.state}.`);
  const ref = anyTenantRef(row);
  const next = following(ref);
  await assertNothingThere(ref, next);
  const place = server(ref.server);
  await closeTenant(ref);
  const schemaVersion = place.capabilities.localFiles
    ? await placeFile(staged, next, record)
    : await onStaged(staged, record).then(() => copyUp(staged.file, staged.key, next));
  if (place.capabilities.localFiles) await noteReplaced(place.where(ref));
  await publish(ref, next, row.state, schemaVersion, actor, alsoWrite);
  await letWritersIn(next);
  return next.generation;
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

async function publish(
  ref: TenantRef,
  next: TenantRef,
  state: "ready" | "quarantined",
  schemaVersion: string,
  actor: Actor,
  alsoWrite: LostOptions["alsoWrite"],
): Promise<void> {
  await write(engine().master, actor, async (tx) => {
    const { generation, epoch } = next;
    const published = await tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null, generation, epoch, schemaVersion })
      .where(
        and(
          eq(tenantDatabases.id, ref.databaseId),
          eq(tenantDatabases.generation, ref.generation),
          eq(tenantDatabases.state, state),
        ),
      )
      .returning({ id: tenantDatabases.id });
    if (published.length === 0)
      throw new EngineError("DatabaseUnavailable", "Something else is being done with this database.");
    await alsoWrite(tx);
  });
}
