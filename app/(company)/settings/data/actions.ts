"use server";
import { z } from "zod";
import { companyJourney } from "@/lib/actions/company-journey";
import { changeBackupSchedule } from "@/lib/journeys/backups/change-backup-schedule";
import { requestCompanyExport } from "@/lib/journeys/exports/request-company-export";
import { openedSchedule, ownScheduleInput } from "@/lib/master/fleet/backups/schedule-form";

export const requestExportAction = companyJourney(
  "company.export",
  z.object({}),
  ({ master, company, user, actor, now }) =>
    requestCompanyExport(master, { companyId: company.id, userId: user.id }, actor, now),
  { onOk: () => "/settings/data?done=exportAsked" },
);

const scheduleDone = (done: string) => `/settings/data?done=${done}`;

export const changeScheduleAction = companyJourney(
  "backup.write",
  z.intersection(ownScheduleInput, openedSchedule),
  ({ master, company, actor, now }, { version, accepted, ...schedule }) =>
    changeBackupSchedule(master, actor, { companyId: company.id, version, accepted, schedule }, now),
  { onOk: (event) => scheduleDone(event ? "backupScheduleSaved" : "same") },
);

export const resetScheduleAction = companyJourney(
  "backup.write",
  openedSchedule,
  ({ master, company, actor, now }, opened) =>
    changeBackupSchedule(master, actor, { companyId: company.id, ...opened, schedule: null }, now),
  { onOk: (event) => scheduleDone(event ? "backupScheduleReset" : "same") },
);
