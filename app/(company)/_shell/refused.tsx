import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Lock } from "@/app/_ui/icons";
import type { Impersonation } from "@/lib/auth/company-access";

/** What is closed to a platform admin in a company, and why: nobody in the company could grant it. */
export async function Refused({ mode }: Pick<Impersonation, "mode">) {
  const t = await getTranslations("impersonation.refused");
  return (
    <div className="pt-14">
      <EmptyState
        level={1}
        icon={<Lock size={20} />}
        title={t("title")}
        text={t(mode)}
        actions={<ButtonLink href="/dashboard">{t("action")}</ButtonLink>}
      />
    </div>
  );
}
