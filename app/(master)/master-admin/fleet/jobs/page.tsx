import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatNumber } from "@/lib/i18n/format";
import { isFiltered, jobQuery, parseJobFilter } from "@/lib/master/jobs/list/filter";
import { jobKinds, listJobs } from "@/lib/master/jobs/list/list-jobs";
import { JobFilters } from "./_list/job-filters";
import { JobsTable } from "./_list/jobs-table";
import { NoJobs } from "./_list/no-jobs";
import { jobsPath as path } from "./addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetJobs"))("title") };
}

/** What waits, runs, is over and has failed for good; read anew while somebody looks. */
export default async function JobsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const asked = parseJobFilter(await searchParams);
  const [list, kinds] = await Promise.all([listJobs(master, asked), jobKinds(master)]);
  const filter = { ...asked, page: list.page };
  const firstUse = list.total === 0 && !isFiltered(filter);
  const t = await getTranslations("fleetJobs");
  return (
    <>
      <PageHeader
        title={t("title")}
        count={formatNumber(list.total, await getLocale())}
        description={t("description")}
      />
      <RefreshWhile everyMs={3_000} />
      {!firstUse && <JobFilters filter={filter} kinds={kinds} />}
      {list.rows.length > 0 ? (
        <>
          <JobsTable rows={list.rows} />
          <Pagination
            path={path}
            query={jobQuery(filter)}
            page={list.page}
            pageSize={filter.size}
            total={list.total}
          />
        </>
      ) : (
        <NoJobs firstUse={firstUse} />
      )}
    </>
  );
}
