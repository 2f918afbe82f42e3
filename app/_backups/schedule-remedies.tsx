import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { AcceptGoing } from "./accept-going";

/** What can be done where a schedule was refused. `here` is the page of the form. */
export async function scheduleRemedies(here: string) {
  const t = await getTranslations("backups");
  return {
    backupsWouldGo: <AcceptGoing>{t("accept")}</AcceptGoing>,
    staleVersion: (
      <ButtonLink href={here} size="sm" reloads>
        {t("reload")}
      </ButtonLink>
    ),
  };
}
