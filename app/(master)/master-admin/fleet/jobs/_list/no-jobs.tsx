import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { Hourglass, SearchX } from "@/app/_ui/icons";
import { Panel } from "@/app/_ui/panel";
import { jobsPath } from "../addresses";

/** Why the list is empty and what can be done about it. */
export async function NoJobs({ firstUse }: { firstUse: boolean }) {
  const t = await getTranslations("fleetJobs");
  return (
    <Panel>
      {firstUse ? (
        <EmptyState icon={<Hourglass size={20} />} title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <EmptyState
          icon={<SearchX size={20} />}
          title={t("none.title")}
          text={t("none.text")}
          actions={<ButtonLink href={jobsPath}>{t("none.clear")}</ButtonLink>}
        />
      )}
    </Panel>
  );
}
