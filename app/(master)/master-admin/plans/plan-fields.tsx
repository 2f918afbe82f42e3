import { getLocale, getTranslations } from "next-intl/server";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { amountText } from "@/lib/domain/amount";
import { currencySign, formatNumber } from "@/lib/i18n/format";
import { formerPlanStaysMs } from "@/lib/master/fleet/backups/keeping-policies";
import type { Plan } from "@/lib/master/plans/queries";
import { backupSchedules, gigabytesText } from "@/lib/master/plans/schema";
import { backupWords } from "./plan-text";

const heading = "mb-3 font-semibold";
const columns = "grid gap-4 sm:grid-cols-2";

const keptDays = formerPlanStaysMs / 86_400_000;

type Props = {
  plan: Plan | null;
  /** Those on the plan: what it includes, unlike price and limits, was never agreed with each and changes for all. */
  companies: number;
};

/** The fields of a plan; a new one is also named for good and may be shown at once. */
export async function PlanFields({ plan, companies }: Props) {
  const [t, locale] = [await getTranslations("plans"), await getLocale()];
  const currency = currencySign(plan?.currency ?? "AZN");
  const limits = [
    { name: "maxDoctors", label: t("fields.maxDoctors"), value: plan?.maxDoctors?.toString() },
    { name: "maxUsers", label: t("fields.maxUsers"), value: plan?.maxUsers?.toString() },
    { name: "maxPatients", label: t("fields.maxPatients"), value: plan?.maxPatients?.toString() },
    {
      name: "maxStorageBytes",
      label: t("fields.maxStorage"),
      value: plan?.maxStorageBytes ? gigabytesText(plan.maxStorageBytes) : undefined,
    },
  ];
  return (
    <Panel>
      <PanelSection>
        <h2 className={heading}>{t("groups.plan")}</h2>
        <div className={columns}>
          <Field name="name" label={t("fields.name")}>
            <TextInput defaultValue={plan?.name} maxLength={60} autoComplete="off" />
          </Field>
          {!plan && (
            <Field name="id" label={t("fields.id")} hint={t("fields.idHint")}>
              <TextInput maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
          )}
        </div>
      </PanelSection>
      <PanelSection>
        <h2 className={heading}>{t("groups.prices")}</h2>
        <div className={columns}>
          <Field name="monthlyPrice" label={t("fields.monthlyPrice", { currency })}>
            <TextInput
              defaultValue={plan ? amountText(plan.monthlyPrice) : undefined}
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          <Field name="yearlyPrice" label={t("fields.yearlyPrice", { currency })}>
            <TextInput
              defaultValue={plan ? amountText(plan.yearlyPrice) : undefined}
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
        </div>
      </PanelSection>
      <PanelSection>
        <h2 className={heading}>{t("groups.limits")}</h2>
        <div className={columns}>
          {limits.map(({ name, label, value }) => (
            <Field key={name} name={name} label={label} hint={t("fields.noLimit")} optional>
              <TextInput defaultValue={value} inputMode="decimal" autoComplete="off" />
            </Field>
          ))}
        </div>
      </PanelSection>
      <PanelSection>
        <h2 className="font-semibold">{t("groups.features")}</h2>
        {companies > 0 && (
          <p className="text-muted text-small">
            {t("keepers.features", { count: companies, text: formatNumber(companies, locale) })}
          </p>
        )}
        <div className="mt-3 grid gap-4">
          <Field
            name="backupSchedule"
            label={t("fields.backupSchedule")}
            hint={companies > 0 && t("fields.backupScheduleKept", { days: keptDays })}
            className="sm:max-w-sm"
          >
            <Select
              defaultValue={plan?.backupSchedule ?? backupSchedules[0]}
              options={backupSchedules.map((value) => ({ value, label: t(`backup.${backupWords[value]}`) }))}
            />
          </Field>
          <Checkbox name="hasSandbox" label={t("sandbox")} defaultChecked={plan?.hasSandbox} />
          <Checkbox name="hasApi" label={t("api")} defaultChecked={plan?.hasApi} />
          <Checkbox name="hasServerChoice" label={t("serverChoice")} defaultChecked={plan?.hasServerChoice} />
        </div>
      </PanelSection>
      <PanelSection>
        <h2 className={heading}>{t("groups.visibility")}</h2>
        <div className="grid gap-4">
          <Checkbox
            name="isRecommended"
            label={t("fields.isRecommended")}
            hint={t("fields.recommendedHint")}
            defaultChecked={plan?.isRecommended}
          />
          {!plan && <Checkbox name="isPublic" label={t("fields.isPublic")} hint={t("fields.publicHint")} />}
        </div>
      </PanelSection>
    </Panel>
  );
}
