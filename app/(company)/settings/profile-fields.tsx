import { getLocale, getTranslations } from "next-intl/server";
import { Field } from "@/app/_ui/field";
import { PanelSection } from "@/app/_ui/panel";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { businessTypes, legalStructures } from "@/drizzle/tenant/schema";
import { countriesIn } from "@/lib/company/organization/countries";
import type { BusinessProfile } from "@/lib/company/organization/queries";
import { formatDay } from "@/lib/i18n/format";

/** The fields of the business profile, the same after registration and in the settings. */
export async function ProfileFields({ profile }: { profile: BusinessProfile }) {
  const t = await getTranslations("settings.profile");
  const countries = countriesIn(await getLocale());
  return (
    <>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <input type="hidden" name="version" value={profile.version} />
        <Field name="name" label={t("name")} hint={t("nameHint")}>
          <TextInput defaultValue={profile.name} autoComplete="organization" maxLength={200} />
        </Field>
        <Field name="businessNumber" label={t("businessNumber")} hint={t("businessNumberHint")} optional>
          <TextInput
            defaultValue={profile.businessNumber ?? ""}
            inputMode="numeric"
            autoComplete="off"
            maxLength={20}
          />
        </Field>
        <Field name="businessType" label={t("businessType")}>
          <Select
            defaultValue={profile.businessType ?? ""}
            placeholder={t("choose")}
            options={businessTypes.map((value) => ({ value, label: t(`types.${value}`) }))}
          />
        </Field>
        <Field name="legalStructure" label={t("legalStructure")}>
          <Select
            defaultValue={profile.legalStructure ?? ""}
            placeholder={t("choose")}
            options={legalStructures.map((value) => ({ value, label: t(`structures.${value}`) }))}
          />
        </Field>
      </PanelSection>
      <PanelSection className="grid gap-4 md:grid-cols-2">
        <Field name="country" label={t("country")}>
          <Select
            defaultValue={profile.country}
            autoComplete="country"
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Field>
        <Field name="foundedOn" label={t("foundedOn")} hint={t("foundedOnHint")} optional>
          <TextInput
            defaultValue={profile.foundedOn === null ? "" : formatDay(profile.foundedOn)}
            autoComplete="off"
            maxLength={10}
          />
        </Field>
      </PanelSection>
    </>
  );
}
