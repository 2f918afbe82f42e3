"use server";
import { z } from "zod";
import { masterAction, masterJourney } from "@/lib/actions/master-action";
import { proveSecondFactor } from "@/lib/auth/second-factor";
import {
  checkRecords,
  checkRestore,
  requestRecords,
  requestRestore,
} from "@/lib/journeys/backups/request-restore";
import { askForBackups, askForDrills } from "@/lib/master/fleet/backups/backup-jobs";
import { readBackup } from "@/lib/master/fleet/backups/read-backup";
import { chosenBackup, recordsForm, restoreForm } from "@/lib/master/fleet/backups/restore-forms";
import { askForComparison, askForDrill } from "@/lib/master/fleet/backups/restore-jobs";
import { freshCode } from "@/lib/master/second-factor/fresh-code";
import { backupPath, backupsPath, fleetDone } from "../addresses";

export const backUpNow = masterAction(
  "backups.take",
  z.object({}),
  ({ tx, user, now }) => askForBackups(tx, user.id, now),
  { onOk: () => fleetDone(backupsPath, "backupsAsked") },
);

export const drillNow = masterAction(
  "backups.drill",
  z.object({}),
  ({ tx, user, now }) => askForDrills(tx, user.id, now),
  { onOk: () => fleetDone(backupsPath, "drillAsked") },
);

export const compareBackup = masterAction(
  "backup.compare",
  chosenBackup,
  async ({ tx, user, now }, { backupId }) => {
    await askForComparison(tx, await readBackup(tx, backupId), user.id, now);
    return backupId;
  },
  { onOk: (id) => fleetDone(backupPath(id), "compareAsked") },
);

export const drillBackup = masterAction(
  "backup.drill",
  chosenBackup,
  async ({ tx, user, now }, { backupId }) => {
    await askForDrill(tx, await readBackup(tx, backupId), user.id, now);
    return backupId;
  },
  { onOk: (id) => fleetDone(backupPath(id), "drillAsked") },
);

/** What can be refused is asked first: a code is used up by being tried. */
export const bringBackRecords = masterJourney(
  z.intersection(recordsForm, freshCode),
  async ({ master, actor, user, now }, { code, ...asked }) => {
    await checkRecords(master, asked);
    await proveSecondFactor(master, { user: { id: user.id, name: actor.name }, code }, actor, now);
    await requestRecords(master, actor, asked, now);
    return asked.backupId;
  },
  { onOk: (id) => fleetDone(backupPath(id), "recordsAsked") },
);

export const restoreWhole = masterJourney(
  restoreForm.extend(freshCode.shape),
  async ({ master, actor, user, now }, { code, ...asked }) => {
    const backup = await checkRestore(master, asked);
    await proveSecondFactor(master, { user: { id: user.id, name: actor.name }, code }, actor, now);
    await requestRestore(master, actor, backup, asked, now);
    return asked.backupId;
  },
  { onOk: (id) => fleetDone(backupPath(id), "restoreAsked") },
);
