import { getTranslations } from "next-intl/server";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Panel } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import { formatDate } from "@/lib/i18n/format";
import { zone } from "../../../../_shell/zone";
import { StaleRemedy } from "../../_company/stale-remedy";
import { companyPath } from "../../addresses";
import { setTrialEndAction } from "../../subscription-actions";
import { type About, AboutFields } from "./about";

/** The last day of a trial; one that ran out goes on. */
export async function TrialForm({ company, subscription }: About) {
  const t = await getTranslations("companies.billing.trial");
  const { trialEndsAt } = subscription;
  return (
    <Panel title={t("title")} note={t("note")}>
      <ConfirmedForm
        action={setTrialEndAction}
        button={t("action")}
        remedies={{ staleVersion: <StaleRemedy href={companyPath(company.id)} /> }}
        variant="secondary"
        confirm={{ title: t("confirm", { company: company.name }) }}
      >
        <AboutFields company={company} subscription={subscription} />
        <Field name="trialEndsAt" label={t("end")} hint={t("endHint")} className="md:max-w-72">
          <TextInput
            autoComplete="off"
            maxLength={10}
            // It holds until the day is over, which is the next midnight.
            defaultValue={trialEndsAt === null ? "" : formatDate(trialEndsAt - 1, zone)}
          />
        </Field>
      </ConfirmedForm>
    </Panel>
  );
}
