import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { Segmented } from "@/app/_ui/segmented";
import { TextInput } from "@/app/_ui/text-input";
import type { SubscriptionState } from "@/drizzle/master/schema/states";
import { amountText } from "@/lib/domain/amount";
import { formatMoney } from "@/lib/i18n/format";
import { StaleRemedy } from "../../_company/stale-remedy";
import { companyPath } from "../../addresses";
import { activateAction } from "../../subscription-actions";
import { type About, AboutFields } from "./about";

type Props = About & { plan: { name: string }; state: SubscriptionState };

/** A payment that arrived: until when the company may work. */
export async function PaymentForm({ company, subscription, plan, state }: Props) {
  const t = await getTranslations("companies.billing.payment");
  const price = formatMoney(subscription.price, subscription.currency, await getLocale());
  // What ended before would be paid for after the fact.
  const runs = state !== "cancelled" && state !== "read_only" && subscription.periodEndsAt !== null;
  return (
    <Panel title={t("title")} note={t("note", { plan: plan.name, price })}>
      <ConfirmedForm
        action={activateAction}
        button={t("action")}
        remedies={{ staleVersion: <StaleRemedy href={companyPath(company.id)} /> }}
        confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
      >
        <AboutFields company={company} subscription={subscription} />
        <div className="grid gap-4 md:grid-cols-2">
          <Field name="amount" label={t("amount", { currency: subscription.currency })}>
            <TextInput inputMode="decimal" autoComplete="off" defaultValue={amountText(subscription.price)} />
          </Field>
          <Field name="reference" label={t("reference")} hint={t("referenceHint")} optional>
            <TextInput autoComplete="off" maxLength={200} />
          </Field>
          <Field name="from" label={t("from")} group>
            <Segmented
              defaultValue={runs ? "end" : "now"}
              options={[
                { value: "now", label: t("fromNow") },
                { value: "end", label: t("fromEnd"), disabled: !runs },
              ]}
            />
          </Field>
          <Field name="until" label={t("until")} hint={t("untilHint")} optional>
            <TextInput autoComplete="off" maxLength={10} />
          </Field>
        </div>
      </ConfirmedForm>
    </Panel>
  );
}
