import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Notice } from "@/app/_ui/notice";
import { Panel } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { Select } from "@/app/_ui/select";
import { billingCycles } from "@/drizzle/master/schema/states";
import { formatList } from "@/lib/i18n/format";
import type { PlanChoice } from "@/lib/master/companies/plan-choices";
import type { CompanyDetails } from "@/lib/master/companies/read-company";
import { excessOver } from "@/lib/master/plans/limits";
import { StaleRemedy } from "../../_company/stale-remedy";
import { companyPath } from "../../addresses";
import { changePlanAction } from "../../subscription-actions";
import { type About, AboutFields } from "./about";

type Props = About & { plans: readonly PlanChoice[]; usage: CompanyDetails["usage"] };

/** Any plan, hidden ones too; one that is too small says so and can be chosen all the same. */
export async function PlanForm({ company, subscription, plans, usage }: Props) {
  const t = await getTranslations("companies.billing.plan");
  const locale = await getLocale();
  const used = usage && { ...usage, storageBytes: usage.databaseBytes };
  const tooSmall = plans.filter(({ limits }) => used && excessOver(limits, used).length > 0);
  const labelOf = (plan: PlanChoice) =>
    [plan.name, !plan.isPublic && t("hidden"), tooSmall.includes(plan) && t("tooSmall")]
      .filter(Boolean)
      .join(" · ");
  return (
    <Panel title={t("title")} note={t("note")}>
      <ConfirmedForm
        action={changePlanAction}
        button={t("action")}
        remedies={{ staleVersion: <StaleRemedy href={companyPath(company.id)} /> }}
        variant="secondary"
        confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
      >
        <AboutFields company={company} subscription={subscription} />
        {tooSmall.length > 0 && (
          <Notice tone="warn" className="mb-4">
            {t("warning", {
              plans: formatList(
                tooSmall.map(({ name }) => name),
                locale,
              ),
            })}
          </Notice>
        )}
        <div className="grid gap-4 md:grid-cols-2">
          <Field name="planId" label={t("plan")}>
            <Select
              defaultValue={subscription.planId}
              options={plans.map((plan) => ({ value: plan.id, label: labelOf(plan) }))}
            />
          </Field>
          <Field name="cycle" label={t("cycle")} group>
            <Segmented
              defaultValue={subscription.cycle}
              options={billingCycles.map((cycle) => ({ value: cycle, label: t(cycle) }))}
            />
          </Field>
        </div>
      </ConfirmedForm>
    </Panel>
  );
}
