import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/button";

/** The way out when the plan allows no more. */
export function UpgradeLink() {
  const t = useTranslations("doctors.limit");
  return (
    <ButtonLink href="/settings/plan" size="sm">
      {t("upgrade")}
    </ButtonLink>
  );
}
