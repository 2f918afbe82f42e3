import { getTranslations } from "next-intl/server";
import { PaletteHost, type PaletteHostProps } from "./palette-host";

/** Stands once in an area's layout, which says where its lines come from and what they may do. */
export async function PaletteMount(props: Omit<PaletteHostProps, "words">) {
  const t = await getTranslations("palette");
  const words = {
    title: t("title"),
    placeholder: t("placeholder"),
    results: t("results"),
    loading: t("loading"),
    none: t("none"),
    failed: t("failed"),
    retry: t("retry"),
    keys: t("keys"),
  };
  return <PaletteHost {...props} words={words} />;
}
