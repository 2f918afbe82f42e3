import { getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { TextInput } from "@/app/_ui/text-input";
import { CompanyName } from "./company-name";

/** What is asked of the company, whoever registers it. */
export async function CompanyFields() {
  const t = await getTranslations("auth.register");
  return (
    <PanelSection className="grid gap-4 sm:grid-cols-2">
      <h2 className="font-semibold sm:col-span-2">{t("company")}</h2>
      <CompanyName
        label={t("companyName")}
        placeholder={t("companyNamePlaceholder")}
        hint={t("slugHint")}
        slugHint={t("slug", { slug: "{slug}" })}
        className="sm:col-span-2"
      />
      <Field name="companyEmail" label={t("companyEmail")}>
        <TextInput type="email" autoComplete="off" placeholder={t("companyEmailPlaceholder")} />
      </Field>
      <Field name="phone" label={t("phone")}>
        <TextInput type="tel" autoComplete="tel" placeholder="+994 50 123 45 67" />
      </Field>
    </PanelSection>
  );
}
