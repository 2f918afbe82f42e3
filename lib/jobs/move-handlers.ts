import {
  drainServer,
  engineErrorOf,
  type MovedDatabase,
  type MoveProgress,
  moveDatabase,
  openMaster,
  type UndoneMove,
  undoMove,
} from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { drainJobInput, drainJobKind, moveJobInput, moveJobKind } from "@/lib/master/fleet/moves/move-jobs";
import { readServer } from "@/lib/master/fleet/servers/read-server";
import { keepResult, keptResult } from "@/lib/master/jobs/keep-result";
import { defineHandler, type JobContext, type JobHandler } from "./handler";

/** Moves of databases between servers, as operators ask for them. What was switched is not switched again. */
export const moveHandlers: Readonly<Record<string, JobHandler>> = {
  [moveJobKind]: defineHandler(moveJobInput, async (input, { lease, ...context }) => {
    const done = await keptResult(await openMaster(), lease);
    if (done !== null) return done;
    const { actor, now, signal } = context;
    return orRefused(async () => {
      if ("undo" in input) {
        let tables = 0;
        const undone = await undoMove(input.databaseId, {
          actor,
          now,
          signal,
          alsoWrite: (tx, at) => keepResult(tx, lease, told(at)),
          onProgress: (table) => context.progress(++tables, tables, `verifying ${table}`),
        });
        return told(undone);
      }
      const moved = await moveDatabase(input.databaseId, {
        ...input,
        actor,
        now,
        signal,
        alsoWrite: (tx, at) => keepResult(tx, lease, told(at)),
        onProgress: (at) => context.progress(at.rows, at.total, said(at)),
      });
      return told(moved);
    });
  }),
  [drainJobKind]: defineHandler(drainJobInput, drain),
};

async function drain(
  { serverId, acceptPlain }: { readonly serverId: string; readonly acceptPlain: boolean },
  { actor, now, signal, progress }: Omit<JobContext, "lease">,
) {
  const { drainingAt } = await readServer(await openMaster(), serverId);
  // It was taken back meanwhile.
  if (drainingAt === null) return { moved: 0, failed: 0, left: null, problems: [] };
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
}

/** Refusals that time does not heal end the job at once. */
async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = engineErrorOf(error);
    const passing = ["moving", "changing", "taken-over"];
    if (refused?.code !== "MoveRefused" || passing.includes(String(refused.detail.why))) throw error;
    throw new Refused(String(refused.detail.why), refused.message);
  }
}

class Refused extends DomainError {
  constructor(why: string, message: string) {
    super(`moveRefused.${why}`);
    this.message = message;
  }
}

const told = (at: MovedDatabase | UndoneMove) => ({
  moveId: at.moveId,
  from: at.from.name,
  to: at.to.name,
  rows: "rows" in at ? at.rows : null,
  pausedMs: at.pausedMs,
});

const said = ({ doing, table }: MoveProgress) => `${doing} ${table}`;
