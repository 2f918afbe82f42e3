import { getTranslations } from "next-intl/server";
import type { PaletteGroup } from "@/lib/domain/palette";
import { type Locale, localeNames, locales } from "@/lib/i18n/config";
import { themes } from "@/lib/i18n/theme";

/** Lines that both areas have: languages, each by its own name, and looks. */
export async function preferenceGroups(current: Locale): Promise<PaletteGroup[]> {
  const t = await getTranslations("palette");
  const theme = await getTranslations("common.theme");
  return [
    {
      id: "language",
      title: t("groups.language"),
      items: locales.map((locale) => ({
        id: `language-${locale}`,
        label: localeNames[locale],
        lang: locale,
        hint: locale === current ? t("current") : t("languageHint"),
        deed: { kind: "locale", value: locale },
      })),
    },
    {
      id: "theme",
      title: t("groups.theme"),
      items: themes.map((value) => ({
        id: `theme-${value}`,
        label: theme(value),
        hint: t("themeHint"),
        deed: { kind: "theme", value },
      })),
    },
  ];
}
