import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ExportLink } from "@/app/_ui/export-link";
import { listUrl } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { planChoices } from "@/lib/master/companies/plan-choices";
import {
  isFiltered,
  parseSubscriptionFilter,
  subscriptionQuery,
} from "@/lib/master/subscriptions/list/filter";
import { listSubscriptions } from "@/lib/master/subscriptions/list/list-subscriptions";
import { NoSubscriptions } from "./_list/no-subscriptions";
import { SubscriptionFilters } from "./_list/subscription-filters";
import { SubscriptionsTable } from "./_list/subscriptions-table";
import { subscriptionsPath as path } from "./addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("subscriptions"))("title") };
}

export default async function SubscriptionsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const asked = parseSubscriptionFilter(await searchParams);
  const [list, plans] = await Promise.all([
    listSubscriptions(master, asked, new Date()),
    planChoices(master),
  ]);
  const filter = { ...asked, page: list.page };
  const query = subscriptionQuery(filter);
  const firstUse = list.total === 0 && !isFiltered(filter);
  const t = await getTranslations("subscriptions");
  return (
    <>
      <PageHeader
        title={t("title")}
        count={formatNumber(list.total, await getLocale())}
        actions={
          list.total > 0 && (
            <ExportLink href={listUrl(`${path}/export.csv`, query, { size: null })} hint={t("exportHint")}>
              {t("export")}
            </ExportLink>
          )
        }
      />
      {!firstUse && <SubscriptionFilters filter={filter} plans={plans} />}
      {list.rows.length > 0 ? (
        <>
          <SubscriptionsTable rows={list.rows} filter={filter} />
          <Pagination path={path} query={query} page={list.page} pageSize={filter.size} total={list.total} />
        </>
      ) : (
        <NoSubscriptions firstUse={firstUse} />
      )}
    </>
  );
}
