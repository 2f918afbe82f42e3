import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuditFilters, OneField } from "@/app/_audit/audit-filters";
import { AuditPages } from "@/app/_audit/audit-pages";
import { EventList } from "@/app/_audit/event-list";
import { NoEvents } from "@/app/_audit/no-events";
import { ButtonLink } from "@/app/_ui/button";
import { Download } from "@/app/_ui/icons";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { auditQuery, isAuditFiltered, parseAuditFilter } from "@/lib/domain/audit-filter";
import { listPlatformEvents, occurringActions, platformZone } from "@/lib/master/audit/list-events";
import { resolveTargets } from "@/lib/master/audit/resolve-targets";
import { placeOf } from "./place-of";
import { VerificationPanel } from "./verification-panel";

const path = "/master-admin/audit";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("audit"))("title") };
}

export default async function PlatformAuditPage({ searchParams }: PageProps<"/master-admin/audit">) {
  const { master } = await requireMasterAdmin();
  const filter = parseAuditFilter(await searchParams);
  const targets = await resolveTargets(master, filter);
  const [page, actions] = await Promise.all([
    listPlatformEvents(master, filter, targets),
    occurringActions(master),
  ]);
  const t = await getTranslations("audit");
  const query = auditQuery({ ...filter, before: null, after: null });
  const typed = (name: "company" | "actor") => {
    const [label, value] = [t(`filters.${name}`), filter[name]];
    return {
      name,
      label,
      options: value === null ? [] : [{ value, label: targets[name]?.name ?? value }],
      content: (
        <OneField path={path} query={query} name={name} label={label} hint={t(`filters.${name}Hint`)} />
      ),
    };
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={`${t("note")} ${t("zone", { zone: platformZone })}`}
        actions={
          <ButtonLink href={listUrl(`${path}/export.csv`, query)} reloads icon={<Download size={15} />}>
            {t("export")}
          </ButtonLink>
        }
      />
      <VerificationPanel master={master} />
      <AuditFilters
        path={path}
        filter={filter}
        groups={[...new Set(actions.map((action) => action.split(".")[0] ?? action))]}
        own={[typed("company"), typed("actor")]}
      />
      {page.events.length > 0 ? (
        <EventList
          groups={page.events.map((event) => ({ span: null, events: [event] }))}
          area="platform"
          timeZone={platformZone}
          placeOf={placeOf}
          companyOf={({ companyId }) => {
            const company = companyId === null ? undefined : page.companies.get(companyId);
            return company && { name: company.name, href: `/master-admin/companies/${companyId}` };
          }}
        />
      ) : (
        <NoEvents path={path} filtered={isAuditFiltered(filter)} />
      )}
      <AuditPages path={path} filter={filter} page={page} timeZone={platformZone} />
    </>
  );
}
