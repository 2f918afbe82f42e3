import { rename } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { Apart, type ApartClient } from "../apart/apart";
import type { AuditEntry } from "../audit";
import { assertSpace, withDraft } from "../backups/drafts";
import { filesHere } from "../backups/targets/configured-target";
import { syncFile } from "../create-file";
import { engine } from "../engine";
import { EngineError } from "../errors";
import { copyDatabase } from "../generations/copy-database";
import { whileChanging } from "../generations/next-generation";
import { assertSound } from "../generations/soundness";
import type { Actor, MasterTx } from "../handles";
import { writeIdentity } from "../identity";
import { unpublishedRef } from "../provisioning/saga";
import { findTenantRow, type TenantRef, toTenantRef } from "../registry";
import { verifySchema } from "../schema-range";
import { cached } from "../tenant";
import { workplace } from "../workplace";
import { write } from "../write";
import { beginAudit } from "./begin-audit";
import { makeElsewhere } from "./make-elsewhere";

export const sandboxSteps = [
  "keyed",
  "copied",
  "prepared",
  "rekeyed",
  "placed",
  "identified",
  "published",
] as const;
export type SandboxStep = (typeof sandboxSteps)[number];

export interface SandboxOptions {
  readonly actor: Actor;
  /**
   * Works on the copy before anybody can reach it, in a process of its own; replaces there what must not be in a
   * sandbox. The engine does not know what that is. When it throws, nothing is left of the copy.
   */
  readonly prepare: (copy: ApartClient) => Promise<unknown>;
  /** The first event of the sandbox's own audit. */
  readonly first: Omit<AuditEntry, "companyId">;
  /** What the master is told in the transaction that publishes it. */
  readonly alsoWrite: (tx: MasterTx) => Promise<unknown>;
  /** Looked at between two steps. */
  readonly signal?: AbortSignal;
  /** For progress, and for tests that end the process between two steps. */
  readonly onStep?: (step: SandboxStep) => void | Promise<void>;
  readonly free?: (folder: string) => Promise<number>;
}

/**
 * Refuses what could not be made, before anything is done for it.
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`, `NoSpace`
 */
export async function assertSandboxPossible(
  companyId: string,
  free?: (folder: string) => Promise<number>,
): Promise<void> {
  const { master, server, folder } = engine();
  const source = toTenantRef(await findTenantRow(master, companyId));
  // The copy, and what giving it another key, or masking it, writes beside it.
  const bytes = 2 * ((await server(source.server).size(source)) ?? 0);
  await assertSpace(folder?.root ?? workplace().backups, bytes, free);
}

/**
 * Makes a registered sandbox: a consistent copy of the company's database with an id and a key of its own, which
 * nobody can reach before it is prepared and proven. Writers of the original go on meanwhile.
 *
 * Repeatable until it is published. Who fails or dies leaves nothing that anybody could open; `destroySandbox` and the
 * reconciler clear it away.
 *
 * @returns bytes of the sandbox
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable` (published, discarded or being made already),
 * `NotSupported` (the company's database was moved to another server meanwhile), `NoSpace`, `NotRunning` when it was
 * called off, `Busy` (never quiet long enough to be copied), `Damaged`, and what `prepare` and servers throw
 */
export async function makeSandbox(databaseId: string, options: SandboxOptions): Promise<number> {
  const target = await unpublishedRef(databaseId);
  return whileChanging(target, () => make(target, options));
}

async function make(target: TenantRef, options: SandboxOptions): Promise<number> {
  const { master, server } = engine();
  const { onStep = () => {}, signal, free } = options;
  const step = async (done: SandboxStep) => {
    await onStep(done);
    if (signal?.aborted) throw new EngineError("NotRunning", "The making of the sandbox was called off.");
  };
  const source = toTenantRef(await findTenantRow(master, target.companyId));
  await assertSandboxPossible(target.companyId, free);
  if (target.server.id !== source.server.id)
    throw new EngineError("NotSupported", "A sandbox stands on the server of the database it is a copy of.");
  const place = server(source.server);
  const make = place.capabilities.localFiles ? makeHere : makeElsewhere;
  const schemaVersion = await make(source, target, options, step);
  const size = (await place.size(target)) ?? 0;
  await publish(target, schemaVersion, size, options);
  await onStep("published");
  return size;
}

/** @returns name of the last migration in it */
async function makeHere(
  source: TenantRef,
  target: TenantRef,
  { actor, prepare, first }: SandboxOptions,
  step: (done: SandboxStep) => Promise<void>,
): Promise<string> {
  const { master, server, keyring } = engine();
  const place = server(source.server);
  const keyId = await keyring.issue(target.databaseId);
  const ref = { ...target, keyId };
  await write(master, actor, (tx) =>
    tx.update(tenantDatabases).set({ keyId }).where(eq(tenantDatabases.id, target.databaseId)),
  );
  await step("keyed");
  const path = place.where(ref);
  const [oldKey, key] = [await keyOf(source), await keyring.reveal(keyId)];
  await withDraft(filesHere(), target.databaseId, async (draft) => {
    const copied = join(draft, "sandbox.db");
    await cached(source).use(() => copyDatabase(place.where(source), copied, oldKey));
    await step("copied");
    await inApart(copied, oldKey, async (copy) => {
      // What is replaced must not stay in pages that are free now.
      await copy.execute("PRAGMA secure_delete = ON");
      await prepare(copy);
      await beginAudit(copy, actor, first);
      await step("prepared");
      await assertSound(copy);
      // Only possible before the copy is in WAL mode. The text is hex, so nothing to escape.
      await copy.execute(`PRAGMA rekey = '${key}'`);
    });
    await step("rekeyed");
    await place.drop(ref);
    await rename(copied, path);
  });
  await step("placed");
  const schemaVersion = await inApart(path, key, (copy) => identify(copy, ref));
  await syncFile(path);
  await step("identified");
  return schemaVersion;
}

const keyOf = ({ keyId }: TenantRef) => (keyId === null ? null : engine().keyring.reveal(keyId));

async function inApart<T>(
  path: string,
  key: string | null,
  work: (client: ApartClient) => Promise<T>,
): Promise<T> {
  const apart = await Apart.open(path, key, "rw");
  try {
    return await work(apart);
  } finally {
    await apart.close();
  }
}

async function identify(copy: ApartClient, ref: TenantRef): Promise<string> {
  const { companyId, databaseId, generation, epoch } = ref;
  await writeIdentity(copy, { companyId, databaseId, generation, epoch, fencedAt: null });
  await copy.execute("PRAGMA journal_mode = WAL");
  return verifySchema(copy, engine().schemaRange, ref);
}

async function publish(
  { databaseId, generation }: TenantRef,
  schemaVersion: string,
  sizeBytes: number,
  { actor, alsoWrite }: SandboxOptions,
): Promise<void> {
  await write(engine().master, actor, async (tx) => {
    const published = await tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null, generation, schemaVersion, sizeBytes })
      .where(and(eq(tenantDatabases.id, databaseId), eq(tenantDatabases.state, "provisioning")))
      .returning({ id: tenantDatabases.id });
    if (published.length === 0)
      throw new EngineError("DatabaseUnavailable", "The sandbox was discarded while it was being made.", {
        databaseId,
      });
    await alsoWrite(tx);
  });
}
