import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("access.forgot.sent"))("title"), robots: { index: false } };
}

/** The same for everybody: it knows nothing of who asked. */
export default async function AccessLinkSentPage() {
  const t = await getTranslations("access.forgot");
  return (
    <div className="mx-auto w-full max-w-[25rem] px-4 pt-10 pb-16 md:pt-16">
      <h1 className="font-semibold text-title">{t("sent.title")}</h1>
      <p className="mt-2">{t("sent.text")}</p>
      <p className="mt-2 text-muted">{t("sent.hint")}</p>
      <div className="mt-6 flex flex-wrap gap-2">
        <ButtonLink href="/login" variant="primary" size="lg">
          {t("back")}
        </ButtonLink>
        <ButtonLink href="/forgot-password" size="lg">
          {t("sent.again")}
        </ButtonLink>
      </div>
    </div>
  );
}
