import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import { Pagination } from "@/app/_ui/pagination";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { companyQuery, isFiltered, parseCompanyFilter } from "@/lib/master/companies/company-filter";
import { planChoices } from "@/lib/master/companies/plan-choices";
import { searchCompanies } from "@/lib/master/companies/search-companies";

import { CompaniesHeader } from "./_list/companies-header";
import { CompaniesTable } from "./_list/companies-table";
import { CompanyFilters } from "./_list/company-filters";
import { NoCompanies } from "./_list/no-companies";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("companies"))("title") };
}

export default async function CompaniesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const filter = parseCompanyFilter(query);
  const [list, plans] = await Promise.all([searchCompanies(master, filter, new Date()), planChoices(master)]);
  const shown = { ...filter, page: list.page };
  const firstUse = list.total === 0 && !isFiltered(filter);
  return (
    <>
      <CompaniesHeader filter={shown} total={list.total} takenAt={list.takenAt} />
      <Flash query={query} namespace="companies" />
      {!firstUse && <CompanyFilters filter={shown} plans={plans} />}
      {list.rows.length > 0 ? (
        <>
          <CompaniesTable rows={list.rows} filter={shown} />
          <Pagination
            path="/master-admin/companies"
            query={companyQuery(shown)}
            page={list.page}
            pageSize={shown.size}
            total={list.total}
          />
        </>
      ) : (
        <NoCompanies filter={shown} />
      )}
    </>
  );
}
