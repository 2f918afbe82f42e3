import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Panel } from "@/app/_ui/panel";
import type { MasterDb } from "@/lib/databases";
import { companyEvents } from "@/lib/master/companies/company-events";
import { EventLines } from "./event-lines";

type Props = { master: MasterDb; company: { id: string; slug: string } };

/** What the platform's audit told of the company last. */
export async function EventsPanel({ master, company }: Props) {
  const t = await getTranslations("companies.events");
  return (
    <Panel
      title={t("title")}
      actions={
        <ButtonLink href={`/master-admin/audit?company=${encodeURIComponent(company.slug)}`} size="sm">
          {t("all")}
        </ButtonLink>
      }
    >
      <EventLines events={await companyEvents(master, company.id, { limit: 10 })} none={t("none")} />
    </Panel>
  );
}
