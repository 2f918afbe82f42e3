import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { ScrollText, SearchX } from "@/app/_ui/icons";

/** Why no event is listed: none has happened, or none fits. */
export function NoEvents({ path, filtered }: { path: string; filtered: boolean }) {
  const t = useTranslations("audit");
  return filtered ? (
    <EmptyState
      icon={<SearchX size={20} />}
      title={t("none.title")}
      text={t("none.text")}
      actions={<ButtonLink href={path}>{t("none.clear")}</ButtonLink>}
    />
  ) : (
    <EmptyState icon={<ScrollText size={20} />} title={t("empty.title")} text={t("empty.text")} />
  );
}
