import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmedForm } from "@/app/_ui/confirmed-form";
import { Field } from "@/app/_ui/field";
import { FormContext } from "@/app/_ui/form-context";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { PasswordInput } from "@/app/_ui/password-input";
import { TextInput } from "@/app/_ui/text-input";
import { requireCompany } from "@/lib/auth/require-company";
import { closeCompanyAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("removal.settings"))("title") };
}

/** An owner deletes the company: what that means, and the two things that show that they mean it. */
export default async function CloseCompanyPage() {
  const { company } = await requireCompany("company.close");
  const t = await getTranslations("removal.settings");
  const common = await getTranslations("common");
  const settings = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} back={{ href: "/settings", label: settings("title") }} />
      <Panel className="max-w-form">
        <div className="mb-5 grid max-w-[70ch] gap-2 text-muted">
          <p className="text-ink">{t("text", { company: company.name })}</p>
          <p>{t("days")}</p>
          <p>{t("export")}</p>
        </div>
        <ConfirmedForm
          action={closeCompanyAction}
          button={t("action")}
          variant="danger"
          confirm={{ title: t("confirm", { company: company.name }), text: t("confirmText") }}
          aside={
            <ButtonLink href="/settings" size="lg">
              {common("cancel")}
            </ButtonLink>
          }
        >
          <FormContext companyId={company.formId} />
          <div className="grid gap-4">
            <Field name="companyName" label={t("name", { company: company.name })}>
              <TextInput autoComplete="off" spellCheck={false} />
            </Field>
            <Field name="password" label={t("password")}>
              <PasswordInput autoComplete="current-password" />
            </Field>
            <Field name="reason" label={t("reason")} hint={t("reasonHint")} optional>
              <TextInput maxLength={300} />
            </Field>
          </div>
        </ConfirmedForm>
      </Panel>
    </>
  );
}
