import { engine } from "../engine";
import { isEngineError } from "../errors";
import { makeWay } from "../generations/first-writers";
import { laterGeneration, saysItIsTheOne, standingAt } from "../generations/later-generation";
import { type Identity, readIdentity } from "../identity";
import { anyTenantRef, type TenantRef, type TenantRefRow } from "../registry";
import { serverRefOf } from "../servers/server-loads";
import type { Move } from "./move-lease";
import { serverOf, serverRow } from "./server-row";
import { withDirect } from "./source";

/** Whether the registry says that everybody works where this move was to go. */
export function namesTarget(row: TenantRefRow, { toServerId, toGeneration }: Move): boolean {
  return row.serverId === toServerId && row.generation === toGeneration;
}

/**
 * What the source says of itself while the registry takes it for being moved: a source says that it moved before its
 * move is switched. Null where the registry says something else, so that nothing follows from it.
 */
export async function sourceSays(row: TenantRefRow, move: Move): Promise<Identity | null> {
  const isSource = row.serverId === move.fromServerId && row.generation === move.fromGeneration;
  if (row.state !== "moving" || !isSource) return null;
  return withDirect(anyTenantRef(row), ({ writer }) => readIdentity(writer));
}

/**
 * Removes what a move that was not switched left at its other end. Whatever the registry says, that end is looked at
 * before: a registry that is older than its databases, as after its master was restored to an earlier moment, may take a
 * move for unfinished that was switched long ago.
 * @param said by the source, where that proves that nothing was switched; then its server may be what failed
 * @returns whether it is gone; false when its server did not answer: then it is removed later, by `archiveMoves`
 * @throws EngineError `LaterGeneration` when people worked there; without a proof also what looking there throws
 */
export async function dropTarget(
  move: Move,
  row: TenantRefRow,
  said: Identity | null = null,
): Promise<boolean> {
  const ref = anyTenantRef(row);
  const isUnmoved = said !== null && said.epoch <= ref.epoch;
  try {
    const server = await serverRow(engine().master, move.toServerId);
    const target: TenantRef = { ...ref, server: serverRefOf(server), generation: move.toGeneration };
    // One that was begun before a copy said that it was never published; its source says for it that it was not.
    const isDraft = isUnmoved && saysItIsTheOne(said, ref);
    if (!isDraft && (await isInUse(target, row, move)))
      throw laterGeneration(ref, move.toGeneration, server.name);
    await makeWay(serverOf(server), target);
    return true;
  } catch (error) {
    if (!isUnmoved || isEngineError(error, "LaterGeneration")) throw error;
    return false;
  }
}

const isInUse = async (target: TenantRef, row: TenantRefRow, move: Move) =>
  namesTarget(row, move) || (await standingAt(target)) === "published";
