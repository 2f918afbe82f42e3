import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { CreditCard, SearchX } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { subscriptionsPath } from "../addresses";

/** Why the list is empty and what can be done about it. */
export async function NoSubscriptions({ firstUse }: { firstUse: boolean }) {
  const t = await getTranslations("subscriptions");
  return (
    <Panel>
      {firstUse ? (
        <EmptyState
          icon={<CreditCard size={20} />}
          title={t("empty.title")}
          text={t("empty.text")}
          actions={<ButtonLink href="/pricing">{t("empty.action")}</ButtonLink>}
        />
      ) : (
        <EmptyState
          icon={<SearchX size={20} />}
          title={t("none.title")}
          text={t("none.text")}
          actions={<ButtonLink href={subscriptionsPath}>{t("none.clear")}</ButtonLink>}
        />
      )}
    </Panel>
  );
}
