import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Database } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { fleetPath } from "../addresses";

export async function NoDatabases({ filtered }: { filtered: boolean }) {
  const t = await getTranslations("fleet.databases");
  return (
    <Panel flush>
      <EmptyState
        icon={<Database size={20} />}
        title={filtered ? t("none") : t("empty")}
        text={filtered ? t("noneText") : t("emptyText")}
        actions={filtered && <ButtonLink href={fleetPath}>{t("clear")}</ButtonLink>}
      />
    </Panel>
  );
}
