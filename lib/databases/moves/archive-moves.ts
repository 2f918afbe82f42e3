import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { databaseMoves } from "@/drizzle/master/schema/moves";
import { tenantDatabases } from "@/drizzle/master/schema/registry";
import { recordAudit } from "../audit";
import { askedForStaysMs } from "../backups/retention";
import { engine } from "../engine";
import { messageWithoutData } from "../errors";
import { isChanging } from "../generations/next-generation";
import type { Actor } from "../handles";
import { registryRow } from "../provisioning/saga";
import { assertRemovalAllowed } from "../removals/removal-blocked";
import type { DatabaseServer } from "../servers/database-server";
import { write } from "../write";
import { dropTarget } from "./drop-target";
import type { Move } from "./move-lease";
import { serverOf, serverRow } from "./server-row";

/** What a move left behind stays so long, for going back; as long as a generation that was replaced. */
export const sourceStaysMs = askedForStaysMs;

export interface ArchivedMoves {
  readonly removed: number;
  readonly failed: ReadonlyArray<{ readonly moveId: string; readonly error: string }>;
}

interface Options {
  readonly signal?: AbortSignal;
}

/**
 * Removes what moves left behind: the sources when nobody goes back any more, copies of moves that were taken back at
 * once. Only where the database that everybody uses is there; not while the master came out of a backup.
 * @throws EngineError `RemovalBlocked`
 */
export async function archiveMoves(
  actor: Actor,
  now: Date,
  { signal }: Options = {},
): Promise<ArchivedMoves> {
  const { master } = engine();
  const due = await master
    .select()
    .from(databaseMoves)
    .where(
      and(
        isNull(databaseMoves.leftoverRemovedAt),
        or(
          eq(databaseMoves.step, "rolled-back"),
          and(
            inArray(databaseMoves.step, ["switched", "archived"]),
            lte(databaseMoves.switchedAt, now.getTime() - sourceStaysMs),
          ),
        ),
      ),
    )
    .orderBy(asc(databaseMoves.id));
  if (due.length > 0) await assertRemovalAllowed(master);
  let removed = 0;
  const failed: { moveId: string; error: string }[] = [];
  for (const move of due) {
    if (signal?.aborted) break;
    if (isChanging(move.databaseId)) continue;
    try {
      if (await archive(move, actor, now)) removed++;
    } catch (error) {
      failed.push({ moveId: move.id, error: messageWithoutData(error) });
    }
  }
  return { removed, failed };
}

/** @returns whether its leftover is gone now */
async function archive(move: Move, actor: Actor, now: Date): Promise<boolean> {
  if (!(await isReplaced(move))) return false;
  const { databaseId } = move;
  const isTakenBack = move.step === "rolled-back";
  // One that was switched before was in use, and what it held is known to be where everybody went back to.
  if (isTakenBack && move.switchedAt === null) await dropTarget(move, await registryRow(databaseId));
  else {
    const [serverId, generation] = isTakenBack
      ? [move.toServerId, move.toGeneration]
      : [move.fromServerId, move.fromGeneration];
    const place = serverOf(await serverRow(engine().master, serverId));
    if (move.step === "switched" && !(await endUndoing(move, actor, now))) return false;
    await place.drop({ databaseId, generation });
    if (!isTakenBack) await dropEarlier(place, databaseId, generation);
  }
  await write(engine().master, actor, async (tx) => {
    await tx
      .update(databaseMoves)
      .set({ leftoverRemovedAt: now.getTime() })
      .where(eq(databaseMoves.id, move.id));
    await recordAudit(tx, {
      action: "database.leftover-removed",
      subject: { type: "database", id: databaseId },
      companyId: move.companyId,
    });
  });
  return true;
}

/**
 * From here on nobody goes back to the source, which is about to be removed.
 * @returns false when somebody is on their way back
 */
async function endUndoing({ id, databaseId }: Move, actor: Actor, now: Date): Promise<boolean> {
  return write(engine().master, actor, async (tx) => {
    const own = and(eq(tenantDatabases.id, databaseId), eq(tenantDatabases.state, "moving"));
    if ((await tx.$count(tenantDatabases, own)) > 0) return false;
    const ended = await tx
      .update(databaseMoves)
      .set({ step: "archived", finishedAt: now.getTime() })
      .where(and(eq(databaseMoves.id, id), eq(databaseMoves.step, "switched")))
      .returning({ id: databaseMoves.id });
    return ended.length > 0;
  });
}

/** Generations that had been replaced before it moved, and that nobody looks after where it is not any more. */
async function dropEarlier(place: DatabaseServer, databaseId: string, generation: number): Promise<void> {
  if (place.capabilities.list) {
    for (const name of await place.list())
      if (name.databaseId === databaseId && name.generation < generation) await place.drop(name);
    return;
  }
  for (let earlier = generation - 1; earlier >= 1; earlier--) {
    const name = { databaseId, generation: earlier };
    if (await place.exists(name)) await place.drop(name);
  }
}

/** What everybody uses now is another one, ready, and there; or nobody uses any. */
async function isReplaced({ databaseId, step, ...move }: Move): Promise<boolean> {
  const { master } = engine();
  const [row] = await master.select().from(tenantDatabases).where(eq(tenantDatabases.id, databaseId));
  if (!row || row.state === "removed") return true;
  if (row.state !== "ready") return false;
  const [generation, serverId] =
    step === "rolled-back" ? [move.toGeneration, move.toServerId] : [move.fromGeneration, move.fromServerId];
  // After a move was taken back its generation's number comes again, elsewhere.
  if (row.generation === generation && row.serverId === serverId) return false;
  const server = await serverRow(master, row.serverId);
  return serverOf(server).exists({ databaseId, generation: row.generation });
}
