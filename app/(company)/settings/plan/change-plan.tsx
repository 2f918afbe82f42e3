import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { Panel } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { SubmitButton } from "@/app/_ui/submit-button";
import { billingCycles } from "@/drizzle/master/schema/states";
import type { CompanyContext } from "@/lib/auth/require-company";
import { formatDate } from "@/lib/i18n/format";
import type { Usage } from "@/lib/master/plans/limits";
import type { Plan } from "@/lib/master/plans/queries";
import { isPaid } from "@/lib/master/subscriptions/periods";
import type { CurrentSubscription } from "@/lib/master/subscriptions/queries";
import { changePlanAction } from "./actions";
import { PlanChoices } from "./plan-choices";

type ChangePlanProps = Pick<CompanyContext, "company" | "subscription" | "can"> & {
  current: CurrentSubscription;
  plans: readonly Plan[];
  usage: Usage;
};

/** The way to another plan, or why there is none now. */
export async function ChangePlan({ company, subscription, can, current, plans, usage }: ChangePlanProps) {
  const t = await getTranslations("settings.plan");
  if (subscription.state !== "trialing") {
    const over =
      subscription.state === "read_only" && subscription.trialEndsAt !== null && !isPaid(subscription);
    return (
      <Panel title={t("change")}>
        <p className="max-w-[70ch] text-pretty text-muted">
          {over
            ? t("trialOver", { date: formatDate(subscription.trialEndsAt ?? 0, company.timeZone) })
            : t("notTrial")}
        </p>
      </Panel>
    );
  }
  if (!can("billing.write")) return <Panel title={t("change")} note={t("readOnly")} />;
  return (
    // A new plan is a new form: what was chosen before is no longer "current".
    <Form key={`${current.plan.id} ${current.cycle}`} action={changePlanAction} guard={false}>
      <FormContext companyId={company.formId} />
      <Panel title={t("change")} note={t("changeNote")}>
        <div className="grid gap-5">
          <Field name="planId" label={t("choosePlan")} group>
            <PlanChoices plans={plans} currentId={current.plan.id} usage={usage} />
          </Field>
          <Field name="cycle" label={t("cycle")} group>
            <Segmented
              className="max-w-72"
              defaultValue={current.cycle}
              options={billingCycles.map((cycle) => ({ value: cycle, label: t(cycle) }))}
            />
          </Field>
        </div>
      </Panel>
      <div className="mt-4 flex justify-end">
        <SubmitButton>{t("submit")}</SubmitButton>
      </div>
    </Form>
  );
}
