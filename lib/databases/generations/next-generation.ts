import { utimes } from "node:fs/promises";
import { dirname } from "node:path";
import type { Client } from "@libsql/client";
import { and, eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { DatabasePurpose } from "@/drizzle/master/schema/states";
import type { ApartClient } from "../apart/apart";
import { assertSpace } from "../backups/drafts";
import type { Connection } from "../connection";
import { engine } from "../engine";
import { EngineError } from "../errors";
import type { Actor, MasterTx } from "../handles";
import { asNoSpace } from "../no-space";
import type { OpenDatabase } from "../open-database";
import { quarantineIfLasting } from "../reconcile/quarantine";
import { findTenantRow, type TenantRef, toTenantRef } from "../registry";
import type { DatabaseServer } from "../servers/database-server";
import { cached, closeTenant } from "../tenant";
import { write } from "../write";
import { claimBack } from "./claim-back";
import { copyDatabase } from "./copy-database";
import { fence, markMoved } from "./fence";
import { letWritersIn, makeWay } from "./first-writers";
import { following } from "./following";
import { goBack } from "./go-back";
import { assertNothingThere, assertNotReplaced } from "./later-generation";
import { prepareCopy } from "./prepare-copy";
import { isTakenBackElsewhere, replaceRemotely, takenBack } from "./replace-remotely";

const changingKey = Symbol.for("medadmin.databases.changing");
const holder = globalThis as { [changingKey]?: Set<string> };

/** Whether this process is at it now, as opposed to another one that died over it. */
export function isChanging(databaseId: string): boolean {
  return holder[changingKey]?.has(databaseId) ?? false;
}

export type GenerationStep =
  | "announced"
  | "fenced"
  | "copied"
  | "transformed"
  | "verified"
  | "moved"
  | "flipped";

export interface GenerationChange {
  readonly actor: Actor;
  /** The company's own database unless its sandbox is meant. */
  readonly purpose?: DatabasePurpose;
  /** What the registry says meanwhile; nobody opens the database then. */
  readonly state: "migrating" | "moving" | "restoring";
  /** For operators: what is being done. */
  readonly reason: string;
  /** Works on the copy, which nobody else can reach and which is thrown away when this throws. */
  readonly transform: (copy: Client) => Promise<unknown>;
  /** The same for a large database, on a connection of another process; left out, `transform` does those too. */
  readonly transformApart?: (copy: ApartClient) => Promise<unknown>;
  /**
   * Puts at this path what the next generation begins as, under the key given, when that is not a copy of what there
   * is. Whoever does has proven it; the rows are not compared.
   */
  readonly replaceBy?: (path: string, original: Client, key: string | null) => Promise<unknown>;
  /** Of the keyring: what the next generation is encrypted with from then on, when it is not what it was. */
  readonly newKeyId?: string;
  /** What the master is told in the transaction that publishes the new generation. */
  readonly alsoWrite?: (tx: MasterTx) => Promise<unknown>;
  /** For repairs: also a database that nobody may open as it is, because its identity or ledger is not in order. */
  readonly evenUnverified?: boolean;
  /** For repairs: also one that says that another took its place, which somebody was shown and does not believe. */
  readonly evenReplaced?: boolean;
  /** For tests that end the process between two steps. */
  readonly onStep?: (step: GenerationStep) => void | Promise<void>;
}

/**
 * Replaces a company's database by a changed copy of itself. The file that was is never written again: it stays as
 * the snapshot, and says of itself that it is not the current one, so that whoever still has it open is told `Moved`
 * and loses nothing. Writers of this process wait meanwhile; those of others get `Fenced`.
 *
 * Fails without a trace; a process that dies in the middle leaves it to the reconciler, which goes back.
 *
 * @returns the new generation
 * @throws EngineError `UnknownDatabase`, `DatabaseUnavailable`, `NoSpace`, `LaterGeneration`, `Damaged` (the copy does not
 * hold what the original does), and what `transform` throws
 */
export async function nextGeneration(companyId: string, change: GenerationChange): Promise<TenantRef> {
  const { master, server } = engine();
  const ref = toTenantRef(await findTenantRow(master, companyId, change.purpose));
  const place = server(ref.server);
  const isHere = place.capabilities.localFiles;
  const keyId = change.newKeyId ?? ref.keyId;
  const next = { ...following(ref), keyId };
  await assertNothingThere(ref, next);
  if (change.evenUnverified && !change.evenReplaced) await assertNotReplaced(ref);
  // What takes its place from elsewhere has been brought to this disk already.
  if (isHere && !change.replaceBy)
    await assertSpace(dirname(place.where(next)), (await place.size(ref)) ?? 0);
  await whileChanging(ref, async () => {
    // What nobody can open could not be taken back either.
    if (isHere) await withConnection(place, ref, change.evenUnverified ?? false, async () => {});
    await announce(ref, change);
    await replaceOrGoBack(place, ref, next, change);
  });
  await closeTenant(ref);
  return next;
}

/**
 * Keeps everybody else of this process from changing or removing the database.
 * @throws EngineError `DatabaseUnavailable` when somebody is at it already
 */
export async function whileChanging<T>(ref: TenantRef, work: () => Promise<T>): Promise<T> {
  if (isChanging(ref.databaseId)) throw busyElsewhere(ref);
  holder[changingKey] ??= new Set();
  holder[changingKey].add(ref.databaseId);
  try {
    return await work();
  } finally {
    holder[changingKey].delete(ref.databaseId);
  }
}

/**
 * Notes on the file of a generation that it is replaced now, which is when the time begins that it stays. What is
 * written to it last may be in its log only; it may have stood untouched for months. Missing is fine.
 */
export async function noteReplaced(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => {});
}

async function replaceOrGoBack(
  place: DatabaseServer,
  ref: TenantRef,
  next: TenantRef,
  change: GenerationChange,
): Promise<void> {
  try {
    await withConnection(place, ref, change.evenUnverified ?? false, (connection) =>
      replace(connection, place, ref, next, change),
    );
  } catch (error) {
    // What cannot be taken back now is left to the reconciler, which finds it by its state; what never can is kept out
    // of reach, as the reconciler would, so that a backup may take its place.
    if (place.capabilities.localFiles)
      await goBack(ref, change.actor).catch((failed) => quarantineIfLasting(change.actor, ref, failed));
    else if (!isTakenBackElsewhere(error)) await goBackElsewhere(ref, change).catch(() => {});
    throw asNoSpace(error);
  }
}

/** Another host may have found us silent, and be at it. */
async function goBackElsewhere(ref: TenantRef, { actor, state, reason }: GenerationChange): Promise<void> {
  const claim = await claimBack(ref, state, { reason }, actor);
  if (claim) await goBack(ref, actor, undefined, claim);
}

/**
 * The one connection of this process with its queue, so that writers wait. A database that does not pass for what it
 * should be has no writers here: nobody gets it open.
 */
async function withConnection<T>(
  place: DatabaseServer,
  ref: TenantRef,
  evenUnverified: boolean,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const open = cached(ref);
  if (!evenUnverified || (await opens(open))) return open.use(work);
  const key = ref.keyId === null ? null : await engine().keyring.reveal(ref.keyId);
  const connection = await place.open(ref, key);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

const opens = (open: OpenDatabase) =>
  open
    .use(async () => {})
    .then(
      () => true,
      () => false,
    );

async function replace(
  { queue, reader, writer }: Connection,
  place: DatabaseServer,
  ref: TenantRef,
  next: TenantRef,
  change: GenerationChange,
): Promise<void> {
  const { transform, transformApart, replaceBy, onStep = () => {} } = change;
  const resume = await queue.pause();
  try {
    if (!place.capabilities.localFiles) {
      await flip(ref, next, await replaceRemotely({ reader, writer }, ref, next, change), change);
      await onStep("flipped");
      await letWritersIn(next);
      return;
    }
    await onStep("announced");
    await fence(writer);
    await onStep("fenced");
    const key = ref.keyId === null ? null : await engine().keyring.reveal(ref.keyId);
    const newKey =
      next.keyId === ref.keyId || next.keyId === null ? null : await engine().keyring.reveal(next.keyId);
    await makeWay(place, next);
    const [from, to] = [place.where(ref), place.where(next)];
    if (replaceBy) await replaceBy(to, reader, key);
    else await copyDatabase(from, to, key);
    await onStep("copied");
    const schemaVersion = await prepareCopy({
      original: replaceBy ? null : reader,
      from,
      to,
      key,
      newKey,
      next,
      transform,
      transformApart,
      onStep,
    });
    await noteReplaced(from);
    await markMoved(writer, next.epoch);
    await onStep("moved");
    await flip(ref, next, schemaVersion, change);
    await onStep("flipped");
    await letWritersIn(next);
  } finally {
    // Who waits finds out that it moved, and follows.
    resume();
  }
}

/** Says in the registry that something is going on, before anything does: so the reconciler knows where to look. */
async function announce(ref: TenantRef, { actor, state, reason }: GenerationChange): Promise<void> {
  const announced = await write(engine().master, actor, (tx) =>
    tx
      .update(tenantDatabases)
      .set({ state, stateReason: reason })
      .where(
        and(
          eq(tenantDatabases.id, ref.databaseId),
          eq(tenantDatabases.state, "ready"),
          eq(tenantDatabases.generation, ref.generation),
        ),
      )
      .returning({ id: tenantDatabases.id }),
  );
  if (announced.length === 0) throw busyElsewhere(ref);
}

const busyElsewhere = ({ databaseId }: TenantRef) =>
  new EngineError("DatabaseUnavailable", "Something else is being done with this database.", { databaseId });

/** From here on it is the new generation that everybody opens; unless the change was taken back from elsewhere. */
async function flip(
  ref: TenantRef,
  next: TenantRef,
  schemaVersion: string,
  { actor, state, reason, alsoWrite }: GenerationChange,
): Promise<void> {
  const { generation, epoch, keyId } = next;
  await write(engine().master, actor, async (tx) => {
    const flipped = await tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null, generation, epoch, keyId, schemaVersion })
      .where(
        and(
          eq(tenantDatabases.id, ref.databaseId),
          eq(tenantDatabases.generation, ref.generation),
          eq(tenantDatabases.epoch, ref.epoch),
          eq(tenantDatabases.state, state),
          eq(tenantDatabases.stateReason, reason),
        ),
      )
      .returning({ id: tenantDatabases.id });
    if (flipped.length === 0) throw takenBack();
    await alsoWrite?.(tx);
  });
}
