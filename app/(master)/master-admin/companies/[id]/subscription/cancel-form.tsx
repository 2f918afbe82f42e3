import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import { StaleRemedy } from "../../_company/stale-remedy";
import { companyPath } from "../../addresses";
import { cancelAction } from "../../subscription-actions";
import { type About, AboutFields } from "./about";

/** The end of a subscription that is read-only already. */
export async function CancelForm({ company, subscription }: About) {
  const t = await getTranslations("companies.billing.cancel");
  return (
    <Panel title={t("title")} note={t("note")}>
      <ConfirmedForm
        action={cancelAction}
        button={t("action")}
        remedies={{ staleVersion: <StaleRemedy href={companyPath(company.id)} /> }}
        variant="danger"
        confirm={{ title: t("confirm", { company: company.name }), text: t("note") }}
      >
        <AboutFields company={company} subscription={subscription} />
        <Field name="reason" label={t("reason")}>
          <TextInput maxLength={500} autoComplete="off" />
        </Field>
      </ConfirmedForm>
    </Panel>
  );
}
