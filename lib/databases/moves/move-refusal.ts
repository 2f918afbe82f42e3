import { EngineError, isEngineError } from "../errors";

/** Why a database is not moved, or not back. */
export type MoveRefusal =
  /** It is there already. */
  | "same-server"
  /** It would lose its encryption, and nobody agreed to that. */
  | "plain"
  /** The server holds as many databases as it is to hold. */
  | "full"
  /** The server is being emptied. */
  | "draining"
  /** A move of it is at work. */
  | "moving"
  /** Something else is being done with it: a migration, a restore. */
  | "changing"
  /** Something was written since it moved, which going back would lose. */
  | "written-since"
  /** It never moved, or where it came from is not kept any more. */
  | "nothing-to-undo"
  /** Another process carries the move out now, or has taken it back. */
  | "taken-over";

export function refuseMove(
  why: MoveRefusal,
  message: string,
  detail: Readonly<Record<string, string | number | null>> = {},
): EngineError {
  return new EngineError("MoveRefused", message, { why, ...detail });
}

export const takenOver = () =>
  refuseMove("taken-over", "Another process carries this move out now, or has taken it back.");

export const isTakenOver = (error: unknown) =>
  isEngineError(error, "MoveRefused") && error.detail.why === ("taken-over" satisfies MoveRefusal);

export const changingElsewhere = () =>
  refuseMove("changing", "Something else is being done with this database: try again when that is over.");
