import { FileQuestion } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

export default async function CompanyNotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <div className="pt-14">
      <EmptyState
        level={1}
        icon={<FileQuestion size={20} />}
        title={t("title")}
        text={t("text")}
        actions={<ButtonLink href="/dashboard">{t("dashboard")}</ButtonLink>}
      />
    </div>
  );
}
