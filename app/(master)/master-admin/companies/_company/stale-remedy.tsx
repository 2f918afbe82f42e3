import { getTranslations } from "next-intl/server";
import { NewTabLink } from "@/app/_ui/new-tab-link";

/** For a form that somebody was faster than: what they left, beside what was typed. */
export async function StaleRemedy({ href }: { href: string }) {
  const t = await getTranslations("companies");
  return <NewTabLink href={href}>{t("staleRemedy")}</NewTabLink>;
}
