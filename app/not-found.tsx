import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Logo } from "@/app/_ui/logo";

export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center p-6">
      <Logo />
      <EmptyState
        level={1}
        title={t("title")}
        text={t("text")}
        actions={<ButtonLink href="/">{t("home")}</ButtonLink>}
      />
    </main>
  );
}
