import { getLocale, getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { Select } from "@/app/_ui/select";
import type { BillingCycle } from "@/drizzle/master/schema/states";
import { formatMoney, formatPercent } from "@/lib/i18n/format";
import type { Plan } from "@/lib/master/plans/queries";
import { commonSaving } from "@/lib/master/plans/saving";

type PlanFieldsProps = { plans: Plan[]; asked: unknown; cycle: BillingCycle };

/** The plan and the rhythm of paying that were chosen on the pricing page, and may be changed here. */
export async function PlanFields({ plans, asked, cycle }: PlanFieldsProps) {
  const t = await getTranslations("auth.register");
  const locale = await getLocale();
  const chosen =
    plans.find((plan) => plan.id === asked) ?? plans.find((plan) => plan.isRecommended) ?? plans[0];
  const saving = commonSaving(plans);
  const options = plans.map((plan) => ({
    value: plan.id,
    label: t("planOption", {
      name: plan.name,
      month: formatMoney(plan.monthlyPrice, plan.currency, locale),
      year: formatMoney(plan.yearlyPrice, plan.currency, locale),
    }),
  }));
  return (
    <PanelSection className="grid gap-4 sm:grid-cols-2">
      <h2 className="font-semibold sm:col-span-2">{t("planAndBilling")}</h2>
      <Field name="planId" label={t("plan")}>
        <Select options={options} defaultValue={chosen?.id} />
      </Field>
      <Field name="cycle" label={t("cycle")} group>
        <Segmented
          defaultValue={cycle}
          options={[
            { value: "month", label: t("month") },
            {
              value: "year",
              label: saving > 0 ? t("saving", { percent: formatPercent(saving, locale) }) : t("year"),
            },
          ]}
        />
      </Field>
    </PanelSection>
  );
}
