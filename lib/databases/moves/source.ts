import type { Client, Transaction } from "@libsql/client";
import { Apart } from "../apart/apart";
import { type AuditEntry, recordAuditBy } from "../audit";
import { type Connection, retryWhileBusy } from "../connection";
import { engine } from "../engine";
import { isLarge } from "../generations/copy-database";
import { noteReplaced } from "../generations/next-generation";
import type { Actor } from "../handles";
import { verifyWritableBy } from "../identity";
import type { TenantRef } from "../registry";
import type { Readable } from "./movable-tables";
import { takenOver } from "./move-refusal";

type Told = Omit<AuditEntry, "companyId">;

/**
 * Keeps every writer out, those of other processes too, and tells the company's own audit why, in one transaction.
 * @param told what is to be told, and by whom; left out, nothing is
 * @returns the moment by which the fence is known again: another one is another mover's
 * @throws EngineError `Moved`, `Fenced`
 */
export async function fenceSource(
  writer: Client,
  ref: TenantRef,
  told?: { readonly actor: Actor; readonly event: Told },
): Promise<number> {
  return inTransaction(writer, async (tx) => {
    await verifyWritableBy(tx, ref);
    if (told) await recordAuditBy(tx, told.actor, told.event);
    const at = Date.now();
    await tx.execute({ sql: "UPDATE identity SET fenced_at = ? WHERE one = 1", args: [at] });
    return at;
  });
}

/**
 * Says for good that this end is no longer the one, as long as it is still behind our fence.
 * @throws EngineError `MoveRefused` (`taken-over`)
 */
export async function markSourceMoved(writer: Client, ref: TenantRef, fencedAt: number): Promise<void> {
  const { rowsAffected } = await retryWhileBusy(writer, () =>
    writer.execute({
      sql: "UPDATE identity SET epoch = ? WHERE one = 1 AND epoch = ? AND fenced_at = ?",
      args: [ref.epoch + 1, ref.epoch, fencedAt],
    }),
  );
  if (rowsAffected !== 1) throw takenOver();
}

/** Lets writers in again, as long as it is our own fence that keeps them out and the database has not moved. */
export async function letFenceFall(writer: Client, { epoch }: TenantRef, fencedAt: number): Promise<void> {
  await retryWhileBusy(writer, () =>
    writer.execute({
      sql: "UPDATE identity SET fenced_at = NULL WHERE one = 1 AND epoch = ? AND fenced_at = ?",
      args: [epoch, fencedAt],
    }),
  );
}

/**
 * Lets writers in again, at this epoch and no other: from behind the fence that stood when it was still ours to.
 * @param event for the company's audit, told only if they had been kept out
 * @param assertOurs asked after the fence was looked at: one that is put up by who has the move after us, we never see
 */
export async function releaseSource(
  writer: Client,
  epoch: number,
  actor: Actor,
  event: Told,
  assertOurs: () => Promise<void>,
): Promise<void> {
  const identity = await writer.execute("SELECT epoch, fenced_at FROM identity WHERE one = 1");
  const [row] = identity.rows;
  await assertOurs();
  if (!row || (row.fenced_at === null && Number(row.epoch) === epoch)) return;
  await inTransaction(writer, async (tx) => {
    const { rowsAffected } = await tx.execute({
      sql: "UPDATE identity SET fenced_at = NULL, epoch = ? WHERE one = 1 AND epoch = ? AND fenced_at IS ?",
      args: [epoch, row.epoch ?? null, row.fenced_at ?? null],
    });
    if (rowsAffected !== 1) throw takenOver();
    await recordAuditBy(tx, actor, event);
  });
}

/** Takes back what `forbidServerWrite` did. */
export async function letServerWrite(ref: TenantRef): Promise<void> {
  const place = engine().server(ref.server);
  if (place.capabilities.blocksWrites) await place.blockWrites(ref, null);
}

/**
 * Beside the fence in it, which is enough: what can be done where a database stood before it moved, so that nobody
 * takes it for the one.
 */
export async function forbidServerWrite(ref: TenantRef): Promise<void> {
  const place = engine().server(ref.server);
  if (place.capabilities.localFiles) await noteReplaced(place.where(ref));
  if (place.capabilities.blocksWrites)
    await place.blockWrites(ref, "This database has moved.").catch(() => {});
}

/** Opens one end for the engine's own work, past the cache; the caller's work is all that happens on it. */
export async function withDirect<T>(
  ref: TenantRef,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const { keyring, server } = engine();
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const connection = await server(ref.server).open(ref, key);
  try {
    return await work(connection);
  } finally {
    connection.close();
  }
}

/**
 * What the rows are read from: a large file in a process of its own, so that nobody waits for it; a remote database
 * through its writer, since a reader may be asking a replica.
 */
export async function readingFrom<T>(
  ref: TenantRef,
  { reader, writer }: Connection,
  work: (from: Readable) => Promise<T>,
): Promise<T> {
  const { keyring, server } = engine();
  const place = server(ref.server);
  if (!place.capabilities.localFiles) return work(writer);
  const path = place.where(ref);
  if (!(await isLarge(path))) return work(reader);
  const key = ref.keyId === null ? null : await keyring.reveal(ref.keyId);
  const apart = await Apart.open(path, key, "ro");
  try {
    return await work(apart);
  } finally {
    await apart.close();
  }
}

async function inTransaction<T>(writer: Client, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return retryWhileBusy(writer, async () => {
    const tx = await writer.transaction("write");
    try {
      const done = await work(tx);
      await tx.commit();
      return done;
    } finally {
      tx.close();
    }
  });
}
