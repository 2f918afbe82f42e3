import { drainServer, type MoveProgress, moveDatabase, openMaster, undoMove } from "@/lib/databases";
import { listMoves } from "@/lib/master/fleet/moves/list-moves";
import { drainJobInput, drainJobKind, moveJobInput, moveJobKind } from "@/lib/master/fleet/moves/move-jobs";
import { readServer } from "@/lib/master/fleet/servers/read-server";
import { defineHandler, type JobHandler } from "./handler";

/** Moves of databases between servers, as operators ask for them. Begun again, each sees first what is done. */
export const moveHandlers: Readonly<Record<string, JobHandler>> = {
  [moveJobKind]: defineHandler(moveJobInput, async (input, { actor, now, signal, progress }) => {
    const { databaseId, companyId } = input;
    const [last] = (await listMoves(await openMaster(), now(), { companyId })).filter(
      (move) => move.databaseId === databaseId,
    );
    if ("undo" in input) {
      // Taken back after it was switched, which an attempt before this one has done.
      if (last?.step === "rolled-back" && last.switchedAt !== null) return { moveId: last.id, pausedMs: 0 };
      let tables = 0;
      const { moveId, pausedMs } = await undoMove(databaseId, {
        actor,
        now,
        signal,
        onProgress: (table) => progress(++tables, tables, `verifying ${table}`),
      });
      return { moveId, pausedMs };
    }
    const { toServerId, acceptPlain } = input;
    if (last?.canUndo && last.to.id === toServerId)
      return { moveId: last.id, rows: last.rows, pausedMs: last.pausedMs };
    const { moveId, rows, pausedMs } = await moveDatabase(databaseId, {
      toServerId,
      acceptPlain,
      actor,
      now,
      signal,
      onProgress: (at) => progress(at.rows, at.total, said(at)),
    });
    return { moveId, rows, pausedMs };
  }),
  [drainJobKind]: defineHandler(
    drainJobInput,
    async ({ serverId, acceptPlain }, { actor, now, signal, progress }) => {
      const { drainingAt } = await readServer(await openMaster(), serverId);
      if (drainingAt === null) return { moved: 0, failed: 0, left: null };
      const { databases, left } = await drainServer(serverId, {
        actor,
        now,
        acceptPlain,
        signal,
        onEach: ({ databaseId }, done, total) => progress(done, total, databaseId),
      });
      const problems = databases.flatMap(({ error, databaseId }) =>
        error ? [{ databaseId, code: error.code, message: error.message.slice(0, 300) }] : [],
      );
      const failed = problems.length;
      return { moved: databases.length - failed, failed, left, problems: problems.slice(0, 100) };
    },
  ),
};

const said = ({ doing, table }: MoveProgress) => `${doing} ${table}`;
