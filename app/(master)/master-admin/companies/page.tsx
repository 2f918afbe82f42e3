import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { SearchBox } from "@/app/_ui/search-box";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { parseListView, parseSearch, type Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { searchCompanies } from "@/lib/master/companies/search-companies";
import { CompaniesTable } from "./_list/companies-table";

const path = "/master-admin/companies";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

export default async function CompaniesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const text = parseSearch(query);
  const { page, size } = parseListView(query, ["created"]);
  const { total, rows } = await searchCompanies(master, { query: text, page, pageSize: size }, new Date());
  const t = await getTranslations("companies");
  const empty = total === 0 && text === "";
  return (
    <>
      <PageHeader title={t("title")} count={formatNumber(total, await getLocale())} />
      {!empty && <SearchBox path={path} query={query} label={t("search")} className="mb-3 max-w-sm" />}
      {rows.length > 0 && <CompaniesTable rows={rows} />}
      {rows.length === 0 && (
        <EmptyState
          title={empty ? t("empty.title") : t("none.title", { query: text })}
          text={empty ? t("empty.text") : t("none.text")}
          actions={
            <ButtonLink href={empty ? "/pricing" : path}>
              {empty ? t("empty.action") : t("none.clear")}
            </ButtonLink>
          }
        />
      )}
      {total > 25 && <Pagination path={path} query={query} page={page} pageSize={size} total={total} />}
    </>
  );
}
