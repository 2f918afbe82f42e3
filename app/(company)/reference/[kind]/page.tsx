import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { Plus } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireCompany } from "@/lib/auth/require-company";
import { parseReferenceFilter, referenceQuery } from "@/lib/company/reference/filter";
import { listReference } from "@/lib/company/reference/list-reference";
import { formatNumber } from "@/lib/i18n/format";
import { kindOf, listPath, newPath } from "../addresses";
import { KindTabs } from "../kind-tabs";
import { EmptyList } from "./empty-list";
import { OffersPanel } from "./offers-panel";
import { ReferenceFilters } from "./reference-filters";
import { ReferenceTable } from "./reference-table";

type Props = PageProps<"/reference/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindOf((await params).kind);
  const t = await getTranslations("reference");
  return { title: kind ? t(`${kind}.title`) : t("title") };
}

export default async function ReferenceListPage({ params, searchParams }: Props) {
  const { db, company, can, locale } = await requireCompany("reference.read");
  const kind = kindOf((await params).kind) ?? notFound();
  const query = await searchParams;
  const filter = parseReferenceFilter(kind, query);
  const list = await listReference(db, kind, filter, locale);
  const t = await getTranslations("reference");
  const path = listPath(kind);
  const state = referenceQuery({ ...filter, page: list.page });
  return (
    <>
      <PageHeader
        title={t(`${kind}.title`)}
        count={formatNumber(list.total, locale)}
        back={{ href: "/reference", label: t("back") }}
        actions={
          can("reference.write") && (
            <ButtonLink
              href={newPath(kind)}
              variant="primary"
              icon={<Plus size={16} aria-hidden />}
              shortcut="N"
            >
              {t(`${kind}.add`)}
            </ButtonLink>
          )
        }
      />
      <KindTabs current={kind} />
      <Flash query={query} namespace="reference" />
      <OffersPanel
        db={db}
        kind={kind}
        companyId={company.formId}
        locale={locale}
        canAnswer={can("reference.write")}
      />
      <ReferenceFilters db={db} kind={kind} filter={filter} locale={locale} />
      {list.rows.length > 0 ? (
        <>
          <ReferenceTable
            kind={kind}
            rows={list.rows}
            filter={filter}
            locale={locale}
            canEdit={can("reference.write")}
          />
          <Pagination path={path} query={state} page={list.page} pageSize={list.size} total={list.total} />
        </>
      ) : (
        <EmptyList db={db} kind={kind} filter={filter} canAdd={can("reference.write")} />
      )}
    </>
  );
}
