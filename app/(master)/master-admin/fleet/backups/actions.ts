"use server";
import { z } from "zod";
import { masterAction } from "@/lib/actions/master-action";
import { askForBackups, askForDrills } from "@/lib/master/fleet/backups/backup-jobs";
import { backupsPath, fleetDone } from "../addresses";

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
