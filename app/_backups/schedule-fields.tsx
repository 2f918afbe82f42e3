import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { mostKept, ownBackupHours } from "@/drizzle/master/schema/states";
import { type OwnBackupSchedule, ownByDefault } from "@/lib/databases";
import type { OwnScheduleRow } from "@/lib/master/fleet/backups/read-backup-schedule";
import { clockText } from "./rule-text";

interface ScheduleFieldsProps {
  /** Null while the company has what the plan gives by itself. */
  readonly own: OwnScheduleRow | null;
  /** The company's. */
  readonly timeZone: string;
}

const kept = [
  ["keepHours", mostKept.hours],
  ["keepDays", mostKept.days],
  ["keepWeeks", mostKept.weeks],
  ["keepMonths", mostKept.months],
] as const satisfies ReadonlyArray<readonly [keyof OwnBackupSchedule, number]>;

/** The fields of a company's own schedule, the same for its people and for operators. */
export async function ScheduleFields({ own, timeZone }: ScheduleFieldsProps) {
  const t = await getTranslations("backups");
  const schedule: OwnBackupSchedule = own ?? ownByDefault;
  return (
    <>
      <input type="hidden" name="version" value={own?.version ?? 0} />
      <PanelSection className="group grid gap-4 md:grid-cols-2">
        <Field name="everyHours" label={t("every")}>
          <Select
            defaultValue={String(schedule.everyHours)}
            options={ownBackupHours.map((hours) => ({ value: String(hours), label: t("often", { hours }) }))}
          />
        </Field>
        {/* Where every hour is one, none is the first. */}
        <div className="group-has-[[name=everyHours]_option[value='1']:checked]:hidden">
          <Field name="startHour" label={t("start")} hint={t("startHint", { zone: timeZone })}>
            <Select
              defaultValue={String(schedule.startHour)}
              options={Array.from({ length: 24 }, (_, hour) => ({
                value: String(hour),
                label: clockText(hour),
              }))}
            />
          </Field>
        </div>
      </PanelSection>
      <PanelSection>
        <h3 className="font-medium">{t("keep")}</h3>
        <p className="mt-0.5 max-w-[70ch] text-muted text-small">{t("keepHint")}</p>
        <div className="mt-3 grid grid-cols-2 gap-4 md:grid-cols-4">
          {kept.map(([name, most]) => (
            <Field key={name} name={name} label={t(name)} hint={t("upTo", { most })}>
              <TextInput
                defaultValue={String(schedule[name])}
                inputMode="numeric"
                autoComplete="off"
                maxLength={3}
                className="tabular-nums"
              />
            </Field>
          ))}
        </div>
      </PanelSection>
    </>
  );
}
