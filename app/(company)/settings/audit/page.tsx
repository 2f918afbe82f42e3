import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditFilters } from "@/app/_audit/audit-filters";
import { AuditPages } from "@/app/_audit/audit-pages";
import { EventList } from "@/app/_audit/event-list";
import { NoEvents } from "@/app/_audit/no-events";
import { ButtonLink } from "@/app/_ui/button";
import { Download } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { auditPeople, listCompanyEvents } from "@/lib/company/audit/list-events";
import { auditQuery, isAuditFiltered, parseAuditFilter } from "@/lib/domain/audit-filter";
import { fullName } from "@/lib/domain/full-name";
import { placeOf } from "../../dashboard/change-text";
import { SettingsTabs } from "../settings-tabs";

const path = "/settings/audit";

/** First parts of the actions that a company's own log has. */
const groups = [
  "doctor",
  "region",
  "city",
  "clinic",
  "specialization",
  "reference",
  "organization",
  "subscription",
  "member",
  "impersonation",
  "audit",
];

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.audit")} · ${t("title")}` };
}

export default async function CompanyAuditPage({ searchParams }: PageProps<"/settings/audit">) {
  const { db, company, can } = await requireCompany("audit.read");
  const filter = parseAuditFilter(await searchParams);
  const { timeZone } = company;
  const [page, people] = await Promise.all([listCompanyEvents(db, filter, timeZone), auditPeople(db)]);
  const t = await getTranslations("audit");
  const settings = await getTranslations("settings");
  const actor = {
    name: "actor",
    label: t("filters.actor"),
    options: people.map((person) => ({ value: person.id, label: fullName(person) })),
    single: true,
  };
  return (
    <>
      <PageHeader
        title={settings("title")}
        actions={
          can("audit.export") && (
            <ButtonLink
              href={listUrl(`${path}/export.csv`, auditQuery({ ...filter, before: null, after: null }))}
              reloads
              icon={<Download size={15} />}
            >
              {t("export")}
            </ButtonLink>
          )
        }
      />
      <SettingsTabs current="audit" />
      <p className="mb-3 text-muted text-small">
        {t("note")} {t("zone", { zone: timeZone })}
      </p>
      <AuditFilters path={path} filter={filter} groups={groups} own={[actor]} />
      {page.events.length > 0 ? (
        <EventList groups={page.groups} area="company" timeZone={timeZone} placeOf={placeOf} />
      ) : (
        <NoEvents path={path} filtered={isAuditFiltered(filter)} />
      )}
      <AuditPages path={path} filter={filter} page={page} timeZone={timeZone} />
    </>
  );
}
