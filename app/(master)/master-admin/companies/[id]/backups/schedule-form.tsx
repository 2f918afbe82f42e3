import { getTranslations } from "next-intl/server";
import { OwnSchedule, scheduleSince } from "@/app/_backups/own-schedule";
import type { MasterDb } from "@/lib/databases";
import type { BackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { zone } from "../../../../_shell/zone";
import { companySchedulePath } from "../../addresses";
import { changeCompanySchedule, resetCompanySchedule } from "./actions";

type Props = { master: MasterDb; schedule: BackupSchedule };

/** An operator says it for the company, which reads that in its audit. */
export async function ScheduleForm({ master, schedule }: Props) {
  const { company } = schedule;
  const t = await getTranslations("backups");
  return (
    <OwnSchedule
      master={master}
      schedule={schedule}
      title={t("companys")}
      note={`${await scheduleSince(schedule, zone)} ${t("told")}`}
      change={changeCompanySchedule}
      reset={resetCompanySchedule}
      here={companySchedulePath(company.id)}
    >
      <input type="hidden" name="companyId" value={company.id} />
    </OwnSchedule>
  );
}
