import type { MasterTx } from "../../handles";
import { closeRun, findRun, recordRun } from "./run-lease";

/**
 * Ends a run: the databases that have begun are finished, no other begins. It can be resumed. One that is over already
 * stays as it is.
 * @param because for operators
 * @throws EngineError `UnknownMigrationRun`
 */
export async function stopMigrationRun(
  tx: MasterTx,
  runId: string,
  because: string,
  now: Date,
): Promise<void> {
  const { state } = await findRun(tx, runId);
  if (state !== "running") return;
  await closeRun(tx, runId, "stopped", because, now);
  await recordRun(tx, "migration.stopped", runId, { reason: [null, because] });
}
