import { and, eq } from "drizzle-orm";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import type { MoveStep } from "@/drizzle/master/schema/states";
import { recordAudit } from "../audit";
import type { Connection } from "../connection";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { letWritersIn } from "../generations/first-writers";
import { assertNothingThere, assertNotReplaced } from "../generations/later-generation";
import { whileChanging } from "../generations/next-generation";
import { assertWhole } from "../generations/soundness";
import type { Actor, MasterTx } from "../handles";
import { registryRow } from "../provisioning/saga";
import { type TenantRef, toTenantRef } from "../registry";
import { serverRefOf } from "../servers/server-loads";
import { cached, closeTenant } from "../tenant";
import { beginMove, freshGeneration, moveEvent } from "./begin-move";
import { assertSameTables, checksumTables, type TableChecksums } from "./checksum-tables";
import { copyRows } from "./copy-rows";
import type { MoveLease } from "./move-lease";
import { isTakenOver, refuseMove, takenOver } from "./move-refusal";
import { type MovePlan, planMove } from "./plan-move";
import { serverOf, serverRow } from "./server-row";
import { fenceSource, forbidServerWrite, letFenceFall, markSourceMoved, readingFrom } from "./source";
import { dropAbandoned, takeBackMove } from "./take-back-move";
import { identifyTarget, withTarget } from "./target";

/** Between two of these a process may die. `created`, `moved` and `settled` are not written down. */
export type MovePoint = MoveStep | "created" | "moved" | "settled";

export interface MoveProgress {
  readonly doing: "copying" | "verifying";
  readonly table: string;
  readonly rows: number;
  readonly total: number;
}

export interface MoveOptions {
  readonly toServerId: string;
  /** Somebody agreed that it loses its encryption. */
  readonly acceptPlain?: boolean;
  readonly actor: Actor;
  readonly now: () => Date;
  /** What the master is told in the transaction that switches to the other server. */
  readonly alsoWrite?: (tx: MasterTx, moved: MovedDatabase) => Promise<unknown>;
  readonly onProgress?: (progress: MoveProgress) => void;
  /** Looked at between two batches; the move is taken back then. */
  readonly signal?: AbortSignal;
  /** For tests that end the process, or work on the databases, between two steps. */
  readonly onPoint?: (point: MovePoint) => void | Promise<void>;
}

export interface MovedDatabase {
  readonly moveId: string;
  readonly databaseId: string;
  readonly companyId: string;
  readonly from: MovePlan["from"];
  readonly to: MovePlan["to"];
  readonly rows: number;
  /** How long writers stood still, in milliseconds. */
  readonly pausedMs: number;
  readonly generation: number;
}

/**
 * Moves one database to another server: fence, copy row by row, prove, switch. Readers read on; writers of this process
 * wait and then follow, those of others are told `Fenced`. Fails without a trace; a process that dies in the middle
 * leaves it to `takeBackMoves`. The source stays, fenced, so that `undoMove` can go back to it.
 *
 * @throws EngineError `MoveRefused`, `DatabaseUnavailable`, `LaterGeneration`, `Damaged` (both ends do not hold the same), and what the
 * servers throw; everybody still works on the source then
 */
export async function moveDatabase(databaseId: string, options: MoveOptions): Promise<MovedDatabase> {
  const { toServerId, acceptPlain = false, actor, now } = options;
  const plan = await planMove(databaseId, toServerId);
  if (plan.losesEncryption && !acceptPlain) {
    throw refuseMove(
      "plain",
      `${plan.to.name} does not encrypt databases with keys of their own: somebody has to agree to that.`,
      { server: plan.to.name },
    );
  }
  const ref = toTenantRef(await registryRow(databaseId));
  return whileChanging(ref, async () => {
    await assertNothingNewer(ref, toServerId);
    const lease = await beginMove(ref, plan, acceptPlain, actor, now);
    try {
      await options.onPoint?.("begun");
      return await carryOut(lease, ref, plan, options);
    } catch (error) {
      // What cannot be taken back now is found by its state later.
      await takeBackMove(lease.move.id, messageWithoutData(error), actor, now()).catch(() => {});
      if (isTakenOver(error)) await dropAbandoned(lease.move.id).catch(() => {});
      throw error;
    } finally {
      lease.stop();
    }
  });
}

/** A registry that is older than its databases takes neither end for what it is. */
async function assertNothingNewer(ref: TenantRef, toServerId: string): Promise<void> {
  const { master } = engine();
  await assertNotReplaced(ref);
  const server = serverRefOf(await serverRow(master, toServerId));
  await assertNothingThere(ref, { ...ref, server, generation: await freshGeneration(master, ref) });
}

async function carryOut(
  lease: MoveLease,
  ref: TenantRef,
  plan: MovePlan,
  options: MoveOptions,
): Promise<MovedDatabase> {
  const { master, keyring } = engine();
  const server = await serverRow(master, plan.to.serverId);
  const place = serverOf(server);
  const keyId = place.capabilities.encryption ? await keyring.issueNext(ref.databaseId) : null;
  const key = keyId === null ? null : await keyring.reveal(keyId);
  const next: TenantRef = {
    ...ref,
    server: serverRefOf(server),
    generation: lease.move.toGeneration,
    epoch: ref.epoch + 1,
    keyId,
  };
  await assertNothingThere(ref, next);
  await place.createEmpty(next, key);
  await options.onPoint?.("created");
  const moved = await cached(ref).use((source) => switchOver(lease, source, ref, next, key, plan, options));
  await closeTenant(ref);
  // It is switched: what cannot be noted now, `settleKeys` notes within a minute.
  if (keyId !== null) await keyring.promote(keyId, next.generation - 1).catch(() => {});
  await forbidServerWrite(ref);
  await options.onPoint?.("settled");
  return movedDatabase(lease, next, plan, moved);
}

function movedDatabase(
  { move }: MoveLease,
  { generation }: TenantRef,
  { databaseId, companyId, from, to }: MovePlan,
  measured: Pick<MovedDatabase, "rows" | "pausedMs">,
): MovedDatabase {
  return { moveId: move.id, databaseId, companyId, from, to, generation, ...measured };
}

/** From the fence to the switch: the time in which writers stand still. */
async function switchOver(
  lease: MoveLease,
  source: Connection,
  ref: TenantRef,
  next: TenantRef,
  key: string | null,
  plan: MovePlan,
  options: MoveOptions,
): Promise<{ rows: number; pausedMs: number }> {
  const { actor, now, onPoint = () => {} } = options;
  const resume = await source.queue.pause();
  const pausedAt = performance.now();
  let fencedAt: number | null = null;
  try {
    fencedAt = await fenceSource(source.writer, ref, {
      actor,
      event: moveEvent("database.move-begun", plan),
    });
    await lease.advance("begun", "fenced", { toKeyId: next.keyId });
    await onPoint("fenced");
    const { rows, verified, schemaVersion } = await bringOver(lease, source, ref, next, key, plan, options);
    await lease.advance("copied", "verified", { verified: JSON.stringify(verified) });
    await onPoint("verified");
    await markSourceMoved(source.writer, ref, fencedAt);
    await onPoint("moved");
    const pausedMs = Math.round(performance.now() - pausedAt);
    const switchedAt = now().getTime();
    await lease.advance(
      "verified",
      "switched",
      { rows, pausedMs, switchedAt, runner: null, aliveUntil: null },
      async (tx) => {
        await flip(tx, ref, next, schemaVersion);
        await recordAudit(tx, { ...moveEvent("database.moved", plan), companyId: ref.companyId });
        await options.alsoWrite?.(tx, movedDatabase(lease, next, plan, { rows, pausedMs }));
      },
    );
    await onPoint("switched");
    await letWritersIn(next);
    return { rows, pausedMs };
  } catch (error) {
    // Before anybody who waits gets a turn, so that they find the source as it was.
    await takeBackMove(lease.move.id, messageWithoutData(error), actor, now()).catch(() => {});
    // Who took the move back while we slept before the fence found none to let fall.
    if (fencedAt !== null) await letFenceFall(source.writer, ref, fencedAt).catch(() => {});
    throw error;
  } finally {
    // Who waits finds out that it moved, and follows.
    resume();
  }
}

async function bringOver(
  lease: MoveLease,
  source: Connection,
  ref: TenantRef,
  next: TenantRef,
  key: string | null,
  { bytes, rows: expected }: MovePlan,
  { onProgress, onPoint = () => {}, signal }: MoveOptions,
): Promise<{ rows: number; verified: TableChecksums; schemaVersion: string }> {
  const stopping = signal ? AbortSignal.any([signal, lease.signal]) : lease.signal;
  return readingFrom(ref, source, (from) =>
    withTarget(engine().server(next.server), next, key, bytes, async (to) => {
      const rows = await copyRows(from, to, {
        signal: stopping,
        onProgress: ({ table, rows: done, total }) => {
          lease.note({ rows: done, totalRows: total });
          onProgress?.({ doing: "copying", table, rows: done, total });
        },
      });
      await lease.advance("fenced", "copied", { rows, totalRows: rows });
      await onPoint("copied");
      let seen = 0;
      const check = (client: typeof from, counts: boolean) =>
        checksumTables(client, {
          signal: stopping,
          onProgress: (table, read) => {
            if (!counts) return;
            seen += read;
            onProgress?.({ doing: "verifying", table, rows: seen, total: expected });
          },
        });
      const [before, after] = await Promise.all([check(from, false), check(to, true)]);
      assertSameTables(before, after);
      await assertWhole(to);
      return { rows, verified: after, schemaVersion: await identifyTarget(to, next) };
    }),
  );
}

/** From here on it is the other server's that everybody opens. */
async function flip(tx: MasterTx, ref: TenantRef, next: TenantRef, schemaVersion: string): Promise<void> {
  const { generation, epoch, keyId } = next;
  const flipped = await tx
    .update(tenantDatabases)
    .set({
      state: "ready",
      stateReason: null,
      serverId: next.server.id,
      generation,
      epoch,
      keyId,
      schemaVersion,
    })
    .where(
      and(
        eq(tenantDatabases.id, ref.databaseId),
        eq(tenantDatabases.state, "moving"),
        eq(tenantDatabases.generation, ref.generation),
        eq(tenantDatabases.epoch, ref.epoch),
      ),
    )
    .returning({ id: tenantDatabases.id });
  if (flipped.length === 0) throw takenOver();
}
