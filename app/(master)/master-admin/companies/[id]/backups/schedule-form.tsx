import { getTranslations } from "next-intl/server";
import { ResetSchedule } from "@/app/_backups/reset-schedule";
import { ScheduleFields } from "@/app/_backups/schedule-fields";
import { scheduleRemedies } from "@/app/_backups/schedule-remedies";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
import type { BackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { zone } from "../../../../_shell/zone";
import { companySchedulePath } from "../../addresses";
import { changeCompanySchedule, resetCompanySchedule } from "./actions";

type Props = { master: MasterDb; schedule: BackupSchedule };

/** An operator says it for the company, which reads that in its audit. */
export async function ScheduleForm({ master, schedule }: Props) {
  const { company, own, plan } = schedule;
  const t = await getTranslations("backups");
  const since = own
    ? t("isOwn", { time: formatDateTime(own.updatedAt, zone) })
    : t("isDefault", { plan: plan?.name ?? "" });
  const about = <input type="hidden" name="companyId" value={company.id} />;
  return (
    <Panel
      title={t("companys")}
      note={`${since} ${t("told")}`}
      actions={
        <ResetSchedule master={master} schedule={schedule} action={resetCompanySchedule}>
          {about}
        </ResetSchedule>
      }
    >
      {/* Another version is another form. */}
      <Form
        key={own?.version ?? 0}
        action={changeCompanySchedule}
        remedies={await scheduleRemedies(companySchedulePath(company.id))}
      >
        {about}
        <ScheduleFields own={own} timeZone={company.timeZone} />
        <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="min-w-0 max-w-[52ch] flex-1 basis-72 text-muted text-small">{t("later")}</p>
          <SubmitButton className="ml-auto">{t("save")}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
