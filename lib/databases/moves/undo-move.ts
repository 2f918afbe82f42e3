import { and, desc, eq, sql } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { recordAudit } from "../audit";
import type { Connection } from "../connection";
import { engine } from "../engine";
import { whileChanging } from "../generations/next-generation";
import type { Actor, MasterTx } from "../handles";
import { registryRow } from "../provisioning/saga";
import { type TenantRef, toTenantRef } from "../registry";
import { type ServerRow, serverRefOf } from "../servers/server-loads";
import { cached, closeTenant } from "../tenant";
import { write } from "../write";
import { moveEvent } from "./begin-move";
import { assertSameTables, checksumTables, type TableChecksums } from "./checksum-tables";
import { aliveHere, assertHeld, type Move, MoveLease } from "./move-lease";
import { changingElsewhere, refuseMove } from "./move-refusal";
import type { MoveEnd } from "./plan-move";
import { serverOf, serverRow } from "./server-row";
import {
  fenceSource,
  letServerWrite,
  markSourceMoved,
  readingFrom,
  releaseSource,
  withDirect,
} from "./source";
import { goBackFrom } from "./take-back-move";

export type UndoPoint = "announced" | "fenced" | "released" | "moved" | "switched";

interface UndoOptions {
  readonly actor: Actor;
  readonly now: () => Date;
  /** What the master is told in the transaction that switches back. */
  readonly alsoWrite?: (tx: MasterTx, undone: UndoneMove) => Promise<unknown>;
  readonly onProgress?: (table: string) => void;
  readonly signal?: AbortSignal;
  /** For tests that end the process between two steps. */
  readonly onPoint?: (point: UndoPoint) => void | Promise<void>;
}

export interface UndoneMove {
  readonly moveId: string;
  readonly databaseId: string;
  readonly companyId: string;
  /** From where, and back to where. */
  readonly from: MoveEnd;
  readonly to: MoveEnd;
  readonly pausedMs: number;
}

/**
 * Takes a database back to where it was before its last move, as long as that is kept and nothing was written since: that
 * is proven by the sums of all tables, while writers stand still. A process that dies in the middle leaves it where it is.
 * @throws EngineError `MoveRefused` (`nothing-to-undo`, `written-since`, `changing`), and what opening either end throws
 */
export async function undoMove(databaseId: string, options: UndoOptions): Promise<UndoneMove> {
  const { actor } = options;
  const move = await undoable(databaseId);
  const ref = toTenantRef(await registryRow(databaseId));
  if (ref.generation !== move.toGeneration || ref.server.id !== move.toServerId) {
    throw nothingToUndo("It was changed as a whole since, by a restore or a migration");
  }
  const { master } = engine();
  const [here, there] = [
    await serverRow(master, move.toServerId),
    await serverRow(master, move.fromServerId),
  ];
  const before: TenantRef = {
    ...ref,
    server: serverRefOf(there),
    generation: move.fromGeneration,
    keyId: move.fromKeyId,
    epoch: ref.epoch + 1,
  };
  const ends = { databaseId, from: endOf(here, ref.keyId), to: endOf(there, before.keyId) };
  const pausedMs = await whileChanging(ref, async () => {
    const lease = await announce(move, ref, options, there.name);
    try {
      return await cached(ref).use((current) => switchBack(lease, current, ref, before, ends, options));
    } catch (error) {
      await goBackFrom(ref, backTo(there.name), actor).catch(() => {});
      throw error;
    } finally {
      lease.stop();
    }
  });
  await closeTenant(ref);
  // What cannot be removed now is removed later, by `archiveMoves`.
  await removeCopy(move, actor, options.now()).catch(() => {});
  return { moveId: move.id, companyId: move.companyId, ...ends, pausedMs };
}

const endOf = ({ id, name, kind }: ServerRow, keyId: string | null): MoveEnd => ({
  serverId: id,
  name,
  kind,
  encrypted: keyId !== null,
});

async function undoable(databaseId: string): Promise<Move> {
  const [move] = await engine()
    .master.select()
    .from(databaseMoves)
    .where(eq(databaseMoves.databaseId, databaseId))
    .orderBy(desc(databaseMoves.startedAt), desc(databaseMoves.id))
    .limit(1);
  if (!move?.verified || move.step !== "switched" || move.leftoverRemovedAt !== null) {
    throw nothingToUndo("There is no move to take back, or what it came from is not kept any more");
  }
  return move;
}

const nothingToUndo = (what: string) =>
  refuseMove("nothing-to-undo", `${what}: move it like any other database.`);

async function announce(
  move: Move,
  ref: TenantRef,
  { actor, now }: Pick<UndoOptions, "actor" | "now">,
  to: string,
): Promise<MoveLease> {
  const claimed = await write(engine().master, actor, async (tx) => {
    const announced = await tx
      .update(tenantDatabases)
      .set({ state: "moving", stateReason: backTo(to) })
      .where(and(current(ref), eq(tenantDatabases.state, "ready")))
      .returning({ id: tenantDatabases.id });
    const [taken] = await tx
      .update(databaseMoves)
      .set({ fence: sql`${databaseMoves.fence} + 1`, ...aliveHere(now()) })
      .where(and(eq(databaseMoves.id, move.id), eq(databaseMoves.step, "switched")))
      .returning();
    if (announced.length === 0 || !taken) throw changingElsewhere();
    return taken;
  });
  return new MoveLease(claimed, actor, now);
}

const backTo = (server: string) => `back to ${server}`;

const current = ({ databaseId, generation, epoch }: TenantRef) =>
  and(
    eq(tenantDatabases.id, databaseId),
    eq(tenantDatabases.generation, generation),
    eq(tenantDatabases.epoch, epoch),
  );

async function switchBack(
  lease: MoveLease,
  connection: Connection,
  ref: TenantRef,
  before: TenantRef,
  ends: Pick<UndoneMove, "databaseId" | "from" | "to">,
  { actor, now, alsoWrite, onProgress, signal, onPoint = () => {} }: UndoOptions,
): Promise<number> {
  const resume = await connection.queue.pause();
  const pausedAt = performance.now();
  const event = moveEvent("database.moved-back", ends);
  try {
    await onPoint("announced");
    const fencedAt = await fenceSource(connection.writer, ref);
    await onPoint("fenced");
    const sums = await readingFrom(ref, connection, (from) =>
      checksumTables(from, { signal, ...(onProgress && { onProgress: (table) => onProgress(table) }) }),
    );
    assertUnwritten(JSON.parse(lease.move.verified ?? "{}") as TableChecksums, sums);
    await letServerWrite(before);
    // Writable, but for an epoch that nobody has until the registry says so.
    await withDirect(before, ({ writer }) =>
      releaseSource(writer, before.epoch, actor, event, () => assertHeld(lease.move)),
    );
    await onPoint("released");
    await markSourceMoved(connection.writer, ref, fencedAt);
    await onPoint("moved");
    const finishedAt = now().getTime();
    const pausedMs = Math.round(performance.now() - pausedAt);
    await lease.advance(
      "switched",
      "rolled-back",
      { finishedAt, runner: null, aliveUntil: null },
      async (tx) => {
        await flipBack(tx, ref, before);
        await recordAudit(tx, { ...event, companyId: ref.companyId });
        await alsoWrite?.(tx, { moveId: lease.move.id, companyId: ref.companyId, ...ends, pausedMs });
      },
    );
    await onPoint("switched");
    return pausedMs;
  } catch (error) {
    // Before anybody who waits gets a turn. What was switched by then stays.
    await goBackFrom(ref, backTo(ends.to.name), actor).catch(() => {});
    throw error;
  } finally {
    resume();
  }
}

function assertUnwritten(then: TableChecksums, sums: TableChecksums): void {
  try {
    assertSameTables(then, sums);
  } catch {
    const message =
      "Something was written since it moved, which going back would lose: move it like any other database instead.";
    throw refuseMove("written-since", message);
  }
}

async function flipBack(tx: MasterTx, ref: TenantRef, before: TenantRef): Promise<void> {
  const { generation, epoch, keyId, server } = before;
  const flipped = await tx
    .update(tenantDatabases)
    .set({ state: "ready", stateReason: null, serverId: server.id, generation, epoch, keyId })
    .where(and(current(ref), eq(tenantDatabases.state, "moving")))
    .returning({ id: tenantDatabases.id });
  if (flipped.length === 0) throw changingElsewhere();
}

async function removeCopy(
  { id, databaseId, toServerId, toGeneration }: Move,
  actor: Actor,
  now: Date,
): Promise<void> {
  const { master } = engine();
  await serverOf(await serverRow(master, toServerId)).drop({ databaseId, generation: toGeneration });
  await write(master, actor, (tx) =>
    tx.update(databaseMoves).set({ leftoverRemovedAt: now.getTime() }).where(eq(databaseMoves.id, id)),
  );
}
