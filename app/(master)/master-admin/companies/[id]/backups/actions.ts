"use server";
import { z } from "zod";
import { masterJourney } from "@/lib/actions/master-action";
import { changeBackupSchedule } from "@/lib/journeys/backups/change-backup-schedule";
import { aboutCompany } from "@/lib/master/companies/schema";
import { openedSchedule, ownScheduleInput } from "@/lib/master/fleet/backups/schedule-form";
import { companyDone } from "../../addresses";

const opened = openedSchedule.extend(aboutCompany.shape);

export const changeCompanySchedule = masterJourney(
  z.intersection(ownScheduleInput, opened),
  async ({ master, actor, now }, { companyId, version, accepted, ...schedule }) => {
    const input = { companyId, version, accepted, schedule };
    return { companyId, event: await changeBackupSchedule(master, actor, input, now) };
  },
  { onOk: ({ companyId, event }) => companyDone(companyId, event ? "backupScheduleSaved" : "same") },
);

export const resetCompanySchedule = masterJourney(
  opened,
  async ({ master, actor, now }, input) => {
    const event = await changeBackupSchedule(master, actor, { ...input, schedule: null }, now);
    return { companyId: input.companyId, event };
  },
  { onOk: ({ companyId, event }) => companyDone(companyId, event ? "backupScheduleReset" : "same") },
);
