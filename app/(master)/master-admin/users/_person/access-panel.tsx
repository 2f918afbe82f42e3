import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { Form } from "@/app/_ui/form";
import { FormContext } from "@/app/_ui/form-context";
import { Panel, PanelSection } from "@/app/_ui/panel";
import { SubmitButton } from "@/app/_ui/submit-button";
import { TextArea } from "@/app/_ui/text-input";
import { fullName } from "@/lib/domain/full-name";
import type { Person } from "@/lib/master/users/read-person";
import { CodeField } from "../../../_shell/code-field";
import { lockUserAction, resetAccessAction, resetFactorAction, unlockUserAction } from "../actions";

const heading = "mb-0.5 font-medium";

/** What can be done about somebody's way in. Nothing of it about oneself: that is done on one's own page. */
export async function AccessPanel({ person, isSelf }: { person: Person; isSelf: boolean }) {
  const t = await getTranslations("people.access");
  if (isSelf)
    return (
      <Panel title={t("title")}>
        <p className="text-muted">{t("self")}</p>
      </Panel>
    );
  const name = fullName(person);
  const locked = person.state === "locked";
  const who = <input type="hidden" name="userId" value={person.id} />;
  return (
    <Panel title={t("title")}>
      {!locked && (
        <PanelSection>
          <h3 className={heading}>{t("linkTitle")}</h3>
          <p className="mb-3 text-muted text-small">{t("linkText", { email: person.email })}</p>
          <ConfirmForm
            action={resetAccessAction}
            label={t("link")}
            confirm={{
              title: t("linkConfirm", { name }),
              text: t("linkText", { email: person.email }),
              button: t("link"),
            }}
          >
            {who}
          </ConfirmForm>
        </PanelSection>
      )}
      {person.isMasterAdmin && person.secondFactorAt !== null && (
        <PanelSection>
          <h3 className={heading}>{t("factorTitle")}</h3>
          <p className="mb-3 text-muted text-small">{t("factorText")}</p>
          <ConfirmedForm
            action={resetFactorAction}
            variant="danger"
            button={t("factor")}
            confirm={{ title: t("factorConfirm", { name }), text: t("factorText") }}
          >
            {who}
            <CodeField label={t("code")} hint={t("codeHint")} />
          </ConfirmedForm>
        </PanelSection>
      )}
      <PanelSection>
        <h3 className="mb-3 font-medium">{t(locked ? "unlockTitle" : "lockTitle")}</h3>
        <Form key={person.state} action={locked ? unlockUserAction : lockUserAction}>
          {who}
          <FormContext />
          <Field name="reason" label={t("reason")} hint={locked ? t("unlockText") : t("lockText")}>
            <TextArea rows={2} maxLength={500} />
          </Field>
          <SubmitButton variant={locked ? "primary" : "danger"} className="mt-3">
            {locked ? t("unlock") : t("lock")}
          </SubmitButton>
        </Form>
      </PanelSection>
    </Panel>
  );
}
