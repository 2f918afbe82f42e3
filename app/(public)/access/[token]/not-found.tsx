import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Link2Off } from "@/app/_ui/icons";
import { saidWithoutScript } from "@/app/no-script/said";

export const generateMetadata = () => saidWithoutScript("access-expired");

export default async function AccessLinkNotFound() {
  const t = await getTranslations("access.expired");
  return (
    <div className="pt-10">
      <EmptyState
        level={1}
        icon={<Link2Off size={20} />}
        title={t("title")}
        text={t("text")}
        actions={
          <>
            <ButtonLink href="/forgot-password" variant="primary">
              {t("again")}
            </ButtonLink>
            <ButtonLink href="/login">{t("login")}</ButtonLink>
          </>
        }
      />
    </div>
  );
}
