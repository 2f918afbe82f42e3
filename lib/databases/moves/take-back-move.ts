import { and, asc, eq, isNull } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { installation, tenantDatabases } from "@/drizzle/master/schema/registry";
import { recordAudit } from "../audit";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { claimBack } from "../generations/claim-back";
import { goBack } from "../generations/go-back";
import { isChanging } from "../generations/next-generation";
import type { Actor } from "../handles";
import { registryRow } from "../provisioning/saga";
import type { Finding } from "../reconcile/finding";
import { anyTenantRef, type TenantRef } from "../registry";
import { write } from "../write";
import { dropTarget, namesTarget, sourceSays } from "./drop-target";
import { assertHeld, claimSwitched, claimUnswitched, isAlive, type Move } from "./move-lease";
import { releaseSource, withDirect } from "./source";

/**
 * Makes the source writable again after a move failed or died before it was switched: the fence falls, the unfinished
 * copy goes, the registry says ready. Repeated is fine; one that was switched stays.
 * @param why for operators
 * @returns whether there was something to take back; a move to where the registry says it is by now is only ended
 * @throws EngineError `LaterGeneration` when people work at the other end all the same, and what opening the source
 * throws; it stays fenced then, and is tried again
 */
export async function takeBackMove(moveId: string, why: string, actor: Actor, now: Date): Promise<boolean> {
  const move = await claimUnswitched(moveId, actor, now);
  if (!move) return false;
  const row = await registryRow(move.databaseId);
  if (namesTarget(row, move)) {
    await endSwitched(move, actor, now);
    return false;
  }
  const event = {
    action: "database.move-undone",
    subject: { type: "database", id: move.databaseId },
  } as const;
  const said = await sourceSays(row, move);
  const isGone = await dropTarget(move, row, said);
  if (said !== null) {
    const ref = anyTenantRef(row);
    await withDirect(ref, ({ writer }) =>
      releaseSource(writer, ref.epoch, actor, event, () => assertHeld(move)),
    );
  }
  await write(engine().master, actor, async (tx) => {
    const closed = await tx
      .update(databaseMoves)
      .set({
        step: "rolled-back",
        error: why.slice(0, 500),
        runner: null,
        aliveUntil: null,
        finishedAt: now.getTime(),
        leftoverRemovedAt: isGone ? now.getTime() : null,
      })
      .where(and(eq(databaseMoves.id, move.id), eq(databaseMoves.fence, move.fence)))
      .returning({ id: databaseMoves.id });
    // Somebody else is taking it back.
    if (closed.length === 0) return;
    await tx
      .update(tenantDatabases)
      .set({ state: "ready", stateReason: null })
      .where(
        and(
          eq(tenantDatabases.id, move.databaseId),
          eq(tenantDatabases.state, "moving"),
          eq(tenantDatabases.generation, move.fromGeneration),
        ),
      );
    await recordAudit(tx, {
      ...event,
      changes: { reason: [null, why.slice(0, 500)] },
      companyId: move.companyId,
    });
  });
  return true;
}

/** Somebody has made the registry say since that it was switched; from now on it counts like every other that was. */
async function endSwitched(move: Move, actor: Actor, now: Date): Promise<void> {
  await write(engine().master, actor, async (tx) => {
    const ended = await tx
      .update(databaseMoves)
      .set({ step: "switched", switchedAt: now.getTime(), runner: null, aliveUntil: null })
      .where(and(eq(databaseMoves.id, move.id), eq(databaseMoves.fence, move.fence)))
      .returning({ id: databaseMoves.id });
    if (ended.length === 0) return;
    await recordAudit(tx, {
      action: "database.moved",
      subject: { type: "database", id: move.databaseId },
      changes: { reason: [null, "The registry says that it is there already."] },
      companyId: move.companyId,
    });
  });
}

/** What a mover made after its move had been taken back. No other move ever has a copy of this generation there. */
export async function dropAbandoned(moveId: string): Promise<void> {
  const [move] = await engine().master.select().from(databaseMoves).where(eq(databaseMoves.id, moveId));
  if (move?.step === "rolled-back") await dropTarget(move, await registryRow(move.databaseId));
}

/**
 * Takes back the moves whose processes died before they were switched, and goings back that died before they were: on
 * this host or, where the master is remote, on one that was silent for a minute. Not while the master came out of a
 * backup: what it takes for a move in the middle may have been switched since.
 */
export async function takeBackMoves(actor: Actor, now: Date): Promise<Finding[]> {
  const [block] = await engine().master.select({ at: installation.removalBlockedAt }).from(installation);
  if (block?.at != null) return [];
  const open = await engine()
    .master.select({
      move: databaseMoves,
      state: tenantDatabases.state,
      reason: tenantDatabases.stateReason,
    })
    .from(databaseMoves)
    .innerJoin(tenantDatabases, eq(tenantDatabases.id, databaseMoves.databaseId))
    .where(isNull(databaseMoves.finishedAt))
    .orderBy(asc(databaseMoves.id));
  const findings: Finding[] = [];
  for (const { move, state, reason } of open) {
    if ((move.step === "switched" && state !== "moving") || isAlive(move, now)) continue;
    if (isChanging(move.databaseId)) continue;
    findings.push(await takeBackDead(move, reason, actor, now));
  }
  return findings;
}

async function takeBackDead(move: Move, reason: string | null, actor: Actor, now: Date): Promise<Finding> {
  const about = { what: "database", id: move.databaseId } as const;
  try {
    if (move.step === "switched") await takeBackUndoing(move, reason, actor, now);
    else if (!(await takeBackMove(move.id, "The process that moved it ended.", actor, now)))
      return { ...about, measure: "recovered", reason: "a move had been switched, and ended" };
    return { ...about, measure: "recovered", reason: "a move was interrupted and taken back" };
  } catch (error) {
    return { ...about, measure: "named", reason: messageWithoutData(error) };
  }
}

/** Claimed first: should whoever was on the way back wake now, it switches nothing any more. */
async function takeBackUndoing(
  { id, databaseId }: Move,
  reason: string | null,
  actor: Actor,
  now: Date,
): Promise<void> {
  if (!(await claimSwitched(id, actor, now))) return;
  const row = await registryRow(databaseId);
  if (row.state === "moving") await goBackFrom(anyTenantRef(row), reason ?? "", actor);
}

/**
 * Stays where it is after a going back failed or died. Under a claim of the registry's row as well: the lease of the
 * move runs out while whoever has it sleeps, and another change may be at work by then.
 * @param reason what the registry says of the going back
 */
export async function goBackFrom(ref: TenantRef, reason: string, actor: Actor): Promise<void> {
  const claim = await claimBack(ref, "moving", { reason }, actor);
  if (claim) await goBack(ref, actor, undefined, claim);
}
