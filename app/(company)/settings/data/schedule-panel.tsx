import { getTranslations } from "next-intl/server";
import { ResetSchedule } from "@/app/_backups/reset-schedule";
import { ruleText } from "@/app/_backups/rule-text";
import { ScheduleFields } from "@/app/_backups/schedule-fields";
import { scheduleRemedies } from "@/app/_backups/schedule-remedies";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { CompanyContext } from "@/lib/auth/require-company";
import { backupPolicy, type MasterDb } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
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
  const { own, mayBeOwn, plan } = schedule;
  const t = await getTranslations("backups");
  if (!mayBeOwn) {
    if (!own) return null;
    const rule = await ruleText(backupPolicy("own", own, company.timeZone));
    return <Panel title={t("title")} note={t("kept", { rule })} />;
  }
  const since = own
    ? t("isOwn", { time: formatDateTime(own.updatedAt, company.timeZone) })
    : t("isDefault", { plan: plan?.name ?? "" });
  if (!can("backup.write")) {
    const why = impersonation ? t("notActing") : t("notAllowed");
    return <Panel title={t("title")} note={`${since} ${why}`} />;
  }
  return (
    <Panel
      title={t("title")}
      note={since}
      actions={
        <ResetSchedule master={master} schedule={schedule} action={resetScheduleAction}>
          <FormContext companyId={company.formId} />
        </ResetSchedule>
      }
    >
      {/* Another version is another form. */}
      <Form
        key={own?.version ?? 0}
        action={changeScheduleAction}
        remedies={await scheduleRemedies("/settings/data")}
      >
        <FormContext companyId={company.formId} />
        <ScheduleFields own={own} timeZone={company.timeZone} />
        <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="min-w-0 max-w-[52ch] flex-1 basis-72 text-muted text-small">{t("later")}</p>
          <SubmitButton className="ml-auto">{t("save")}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
