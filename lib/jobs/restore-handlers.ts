import { openMaster } from "@/lib/databases";
import { bringBackRecords, compareWithBackup, restoreCompany } from "@/lib/journeys/backups/restore-company";
import { keepComparison, namedOfEach } from "@/lib/master/fleet/backups/kept-comparison";
import {
  aboutBackup,
  assertConfirmed,
  compareJobKind,
  recordsJobInput,
  recordsJobKind,
  restoreJobInput,
  restoreJobKind,
  restoreJobResult,
  restoreSteps,
} from "@/lib/master/fleet/backups/restore-jobs";
import { keepResult, keptResult } from "@/lib/master/jobs/keep-result";
import { defineHandler, type JobHandler } from "./handler";

/** What operators ask for on the page of a backup. */
export const restoreHandlers: Readonly<Record<string, JobHandler>> = {
  [compareJobKind]: defineHandler(aboutBackup, async ({ companyId, backupId }, { now, signal, progress }) => {
    const compared = await compareWithBackup(companyId, backupId, {
      signal,
      most: namedOfEach,
      mostOfEach: true,
      onTable: (table, done, total) => progress(done, total, table),
    });
    return keepComparison(compared, now());
  }),
  [restoreJobKind]: defineHandler(restoreJobInput, async (input, { actor, now, progress, lease }) => {
    const { companyId, backupId } = input;
    // Restored a second time, it would take back what people saved since the first.
    const done = restoreJobResult.safeParse(await keptResult(await openMaster(), lease)).data;
    if (done) return done;
    assertConfirmed(input, now());
    const total = restoreSteps.length + 1;
    progress(0, total, "begun");
    const { generation, beforeId, carriedEvents } = await restoreCompany(companyId, backupId, actor, now(), {
      onStep: (step) => progress(restoreSteps.indexOf(step) + 1, total, step),
      alsoWrite: (tx, restored) => keepResult(tx, lease, restored),
    });
    return { backupId, generation, beforeId, carriedEvents };
  }),
  [recordsJobKind]: defineHandler(recordsJobInput, async (input, { actor, now, lease }) => {
    const { companyId, backupId, records } = input;
    assertConfirmed(input, now());
    const brought = await bringBackRecords(companyId, backupId, records, actor, { onceKey: lease.id });
    const counted = (what: string) => brought.filter(({ change }) => change === what).length;
    return {
      backupId,
      inserted: counted("inserted"),
      updated: counted("updated"),
      same: counted("same"),
    };
  }),
};
