import { Lock } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";

/** Signed in, but the role does not reach this far: says who can grant it. */
export default async function CompanyForbidden() {
  const t = await getTranslations("common.forbidden");
  return (
    <div className="pt-14">
      <EmptyState
        level={1}
        icon={<Lock size={20} />}
        title={t("title")}
        text={t("text")}
        actions={<ButtonLink href="/dashboard">{t("dashboard")}</ButtonLink>}
      />
    </div>
  );
}
