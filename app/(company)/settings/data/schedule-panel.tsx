import { getTranslations } from "next-intl/server";
import { OwnSchedule, scheduleSince } from "@/app/_backups/own-schedule";
import { ruleText } from "@/app/_backups/rule-text";
import { FormContext } from "@/app/_ui/form-context";
import { Panel } from "@/app/_ui/panel";
import type { CompanyContext } from "@/lib/auth/require-company";
import { backupPolicy, type MasterDb } from "@/lib/databases";
import type { BackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { changeScheduleAction, resetScheduleAction } from "./actions";

interface SchedulePanelProps {
  readonly context: Pick<CompanyContext, "company" | "can" | "impersonation">;
  readonly master: MasterDb;
  readonly schedule: BackupSchedule;
}

/** How the company wants to be backed up, where its plan leaves that to it; what it wanted once, where it does not. */
export async function SchedulePanel({ context, master, schedule }: SchedulePanelProps) {
  const { company, can, impersonation } = context;
  const t = await getTranslations("backups");
  if (!schedule.mayBeOwn) {
    if (!schedule.own) return null;
    const rule = await ruleText(backupPolicy("own", schedule.own, company.timeZone));
    return <Panel title={t("title")} note={t("kept", { rule })} />;
  }
  const since = await scheduleSince(schedule, company.timeZone);
  if (!can("backup.write")) {
    const why = impersonation ? t("notActing") : t("notAllowed");
    return <Panel title={t("title")} note={`${since} ${why}`} />;
  }
  return (
    <OwnSchedule
      master={master}
      schedule={schedule}
      title={t("title")}
      note={since}
      change={changeScheduleAction}
      reset={resetScheduleAction}
      here="/settings/data"
    >
      <FormContext companyId={company.formId} />
    </OwnSchedule>
  );
}
