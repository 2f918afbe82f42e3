import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import type { ActionState } from "@/lib/actions/action-state";
import { backupPolicy, type MasterDb } from "@/lib/databases";
import { goingBackups } from "@/lib/master/fleet/backups/going-backups";
import type { BackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { scheduleKey } from "@/lib/master/fleet/backups/schedule-key";
import { ruleText } from "./rule-text";

interface ResetScheduleProps {
  readonly master: MasterDb;
  readonly schedule: BackupSchedule;
  readonly action: (previous: ActionState, data: FormData) => Promise<ActionState>;
  /** What the form carries besides. */
  readonly children: ReactNode;
}

/** The way back to what the plan gives by itself; says before what that costs. */
export async function ResetSchedule({ master, schedule, action, children }: ResetScheduleProps) {
  const { company, own, policy: from } = schedule;
  if (!own) return null;
  const t = await getTranslations("backups");
  const to = backupPolicy("own", null, company.timeZone);
  const { count } = await goingBackups(master, company.id, { from, to }, new Date());
  return (
    <ConfirmForm
      action={action}
      label={t("reset")}
      size="sm"
      variant={count > 0 ? "danger" : "secondary"}
      confirm={{
        title: t("resetTitle", { company: company.name }),
        text: t("resetText", { rule: await ruleText(to), count }),
        button: t("reset"),
        // Only who was asked agrees: with JavaScript off the button alone is refused where backups go.
        fields: count > 0 && <input type="hidden" name="accepted" value={scheduleKey(null)} />,
      }}
    >
      <input type="hidden" name="version" value={own.version} />
      {children}
    </ConfirmForm>
  );
}
