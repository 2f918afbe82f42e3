import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Plus } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { formatNumber } from "@/lib/i18n/format";
import { catalogueQuery, parseCatalogueFilter } from "@/lib/master/catalogue/filter";
import { listEntries } from "@/lib/master/catalogue/list-entries";
import { kindOf, listPath, newPath } from "../addresses";
import { KindTabs } from "../kind-tabs";
import { VersionNote } from "../version-note";
import { EmptyList } from "./empty-list";
import { EntryFilters } from "./entry-filters";
import { EntryTable } from "./entry-table";

type Props = PageProps<"/master-admin/catalogue/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("catalogue");
  return { title: kind ? `${t(`${kind}.title`)} · ${t("title")}` : t("title") };
}

export default async function CatalogueListPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const kind = kindOf((await params).kind) ?? notFound();
  const locale = await getLocale();
  const query = await searchParams;
  const filter = parseCatalogueFilter(kind, query);
  const list = await listEntries(master, kind, filter, locale);
  const t = await getTranslations("catalogue");
  const state = catalogueQuery({ ...filter, page: list.page });
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <ButtonLink
            href={newPath(kind)}
            variant="primary"
            icon={<Plus size={16} aria-hidden />}
            shortcut="N"
          >
            {t(`${kind}.add`)}
          </ButtonLink>
        }
      />
      <VersionNote master={master} />
      <KindTabs current={kind} />
      <Flash query={query} namespace="catalogue" />
      <h2 className="mb-3 flex items-baseline gap-2 font-semibold">
        {t(`${kind}.title`)}
        <span className="font-normal text-muted tabular-nums">{formatNumber(list.total, locale)}</span>
      </h2>
      <EntryFilters master={master} kind={kind} filter={filter} locale={locale} />
      {list.rows.length > 0 ? (
        <>
          <EntryTable kind={kind} rows={list.rows} filter={filter} locale={locale} />
          <Pagination
            path={listPath(kind)}
            query={state}
            page={list.page}
            pageSize={list.size}
            total={list.total}
          />
        </>
      ) : (
        <EmptyList master={master} kind={kind} filter={filter} />
      )}
    </>
  );
}
