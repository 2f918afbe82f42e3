import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Link2Off } from "@/app/_ui/icons";
import { saidWithoutScript } from "@/app/no-script/said";

export const generateMetadata = () => saidWithoutScript("setup-expired");

export default async function SetupLinkExpired() {
  const t = await getTranslations("setup.expired");
  return (
    <div className="pt-10">
      <EmptyState
        level={1}
        icon={<Link2Off size={20} />}
        title={t("title")}
        text={t("text", { command: "npm run -s medadmin -- setup" })}
        actions={<ButtonLink href="/login">{t("login")}</ButtonLink>}
      />
    </div>
  );
}
