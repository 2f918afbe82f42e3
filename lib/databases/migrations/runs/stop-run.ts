import type { MasterTx } from "../../handles";
import { closeRun, findRun, recordRun } from "./run-lease";
import { type StopReason, sayStopReason } from "./stop-reason";

/**
 * Ends a run: the databases that have begun are finished, no other begins. It can be resumed. One that is over already
 * stays as it is.
 * @param because a reason, or somebody's own words
 * @throws EngineError `UnknownMigrationRun`
 */
export async function stopMigrationRun(
  tx: MasterTx,
  runId: string,
  because: StopReason | string,
  now: Date,
): Promise<void> {
  const { state } = await findRun(tx, runId);
  if (state !== "running") return;
  const reason: StopReason = typeof because === "string" ? { code: "said", words: because } : because;
  await closeRun(tx, runId, "stopped", reason, now);
  await recordRun(tx, "migration.stopped", runId, { reason: [null, sayStopReason(reason)] });
}
