import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Logo } from "@/app/_ui/logo";

export default async function Forbidden() {
  const t = await getTranslations("common");
  return (
    <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center p-6">
      <Logo />
      <EmptyState
        title={t("forbidden.title")}
        text={t("forbidden.text")}
        actions={<ButtonLink href="/">{t("notFound.home")}</ButtonLink>}
      />
    </main>
  );
}
