import { getLocale, getTranslations } from "next-intl/server";
import { Fact, Facts } from "@/app/_ui/facts";
import { countryName } from "@/lib/company/organization/countries";
import type { BusinessProfile } from "@/lib/company/organization/queries";
import { formatDay } from "@/lib/i18n/format";

/** The business profile for those who may only look at it. */
export async function ProfileFacts({ profile }: { profile: BusinessProfile }) {
  const t = await getTranslations("settings.profile");
  const { businessType, legalStructure, foundedOn } = profile;
  const missing = <span className="text-muted">{t("notSet")}</span>;
  return (
    <Facts>
      <Fact label={t("name")}>{profile.name}</Fact>
      <Fact label={t("businessNumber")}>{profile.businessNumber ?? missing}</Fact>
      <Fact label={t("businessType")}>{businessType ? t(`types.${businessType}`) : missing}</Fact>
      <Fact label={t("legalStructure")}>{legalStructure ? t(`structures.${legalStructure}`) : missing}</Fact>
      <Fact label={t("country")}>{countryName(profile.country, await getLocale())}</Fact>
      <Fact label={t("foundedOn")}>{foundedOn ? formatDay(foundedOn) : missing}</Fact>
    </Facts>
  );
}
