import { getTranslations } from "next-intl/server";

/** For a form that somebody was faster than: what they left, beside what was typed. */
export async function StaleRemedy({ href }: { href: string }) {
  const t = await getTranslations("companies");
  return (
    <a href={href} target="_blank" rel="noopener" className="underline underline-offset-2">
      {t("staleRemedy")}
    </a>
  );
}
