import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Form } from "@/app/_ui/form";
import { Panel } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ActionState } from "@/lib/actions/action-state";
import type { MasterDb } from "@/lib/databases";
import { formatDateTime } from "@/lib/i18n/format";
import type { BackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { ResetSchedule } from "./reset-schedule";
import { ScheduleFields } from "./schedule-fields";
import { scheduleRemedies } from "./schedule-remedies";

type Action = (previous: ActionState, data: FormData) => Promise<ActionState>;

interface OwnScheduleProps {
  readonly master: MasterDb;
  readonly schedule: BackupSchedule;
  readonly title: string;
  readonly note: string;
  readonly change: Action;
  readonly reset: Action;
  /** The address of the page it stands on. */
  readonly here: string;
  /** What both forms carry besides. */
  readonly children: ReactNode;
}

/** A company's own schedule and the way back to the plan's, the same for its people and for operators. */
export async function OwnSchedule(props: OwnScheduleProps) {
  const { master, schedule, title, note, change, reset, here, children } = props;
  const { own, company } = schedule;
  const t = await getTranslations("backups");
  return (
    <Panel
      title={title}
      note={note}
      actions={
        <ResetSchedule master={master} schedule={schedule} action={reset}>
          {children}
        </ResetSchedule>
      }
    >
      {/* Another version is another form. */}
      <Form key={own?.version ?? 0} action={change} remedies={await scheduleRemedies(here)}>
        {children}
        <ScheduleFields own={own} timeZone={company.timeZone} />
        <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="min-w-0 max-w-[52ch] flex-1 basis-72 text-muted text-small">{t("later")}</p>
          <SubmitButton className="ml-auto">{t("save")}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}

/** Since when the company has what it has. */
export async function scheduleSince({ own, plan }: BackupSchedule, timeZone: string): Promise<string> {
  const t = await getTranslations("backups");
  return own
    ? t("isOwn", { time: formatDateTime(own.updatedAt, timeZone) })
    : t("isDefault", { plan: plan?.name ?? "" });
}
