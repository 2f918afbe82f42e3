"use server";
import { masterJourney } from "@/lib/actions/master-action";
import { engineErrorOf, write } from "@/lib/databases";
import { DomainError } from "@/lib/domain/errors";
import { databaseOf, requestDrain, requestMove, requestMoveBack } from "@/lib/journeys/moves/move-company";
import { aboutMove, drainForm, moveForm } from "@/lib/master/fleet/moves/forms";
import { readMove } from "@/lib/master/fleet/moves/list-moves";
import { callOffDrain } from "@/lib/master/fleet/moves/move-jobs";
import { stopDraining } from "@/lib/master/fleet/servers/drain-server";
import { aboutServer } from "@/lib/master/fleet/servers/forms";
import { fleetDone, movesPath, serverPath } from "../addresses";

/** What the engine has against a move is told in words, where there are any. */
async function orRefused<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = engineErrorOf(error);
    if (refused?.code === "MoveRefused") throw new DomainError(`moveRefused.${refused.detail.why}`);
    if (refused) throw new DomainError("serverRefused", { why: refused.message });
    throw error;
  }
}

export const startMove = masterJourney(
  moveForm,
  async ({ master, actor, now }, { companyId, toServerId, acceptPlain }) => {
    await orRefused(async () => {
      const databaseId = await databaseOf(master, companyId);
      await requestMove(master, actor, { companyId, databaseId, toServerId, acceptPlain }, now);
    });
    return companyId;
  },
  { onOk: (id) => `${movesPath}?company=${id}&done=moveAsked` },
);

export const moveBack = masterJourney(
  aboutMove,
  async ({ master, actor, now }, { moveId }) => {
    const { companyId, databaseId } = await readMove(master, moveId, now);
    await requestMoveBack(master, actor, { companyId, databaseId }, now);
    return companyId;
  },
  { onOk: (id) => `${movesPath}?company=${id}&done=undoAsked` },
);

/** A second time it is said that it was asked for already. */
export const drain = masterJourney(
  drainForm,
  async ({ master, actor, now }, input) => {
    await requestDrain(master, actor, input, now);
    return input.serverId;
  },
  { onOk: (id) => fleetDone(serverPath(id), "draining") },
);

export const stopDrain = masterJourney(
  aboutServer,
  async ({ master, actor, now }, { serverId }) => {
    await stopDraining(master, actor, serverId);
    await write(master, actor, (tx) => callOffDrain(tx, serverId, now));
    return serverId;
  },
  { onOk: (id) => fleetDone(serverPath(id), "drainStopped") },
);
