import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { RefreshCw } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { SearchBox } from "@/app/_ui/search-box";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatDateTime } from "@/lib/i18n/format";
import { currentCatalogueVersion } from "@/lib/master/catalogue/queries";
import { lastSyncJob } from "@/lib/master/fleet/reference/sync-job";
import { compareJobKind, syncStates } from "@/lib/master/fleet/reference/sync-states";
import {
  listSyncedCompanies,
  parseSyncFilter,
  syncQuery,
} from "@/lib/master/fleet/reference/synced-companies";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { zone } from "../../../_shell/zone";
import { LiveJob } from "../_jobs/live-job";
import { compareFleet, syncFleet } from "./actions";
import { syncPath } from "./addresses";
import { CompaniesTable } from "./companies-table";
import { LastJob } from "./last-job";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetReference"))("title") };
}

/** Who is behind the catalogue, as they were last compared: by a job, or when all were synchronized. */
export default async function ReferenceSyncPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const asked = parseSyncFilter(query);
  const list = await listSyncedCompanies(master, asked);
  const filter = { ...asked, page: list.page };
  const [{ at, states }, current, job, [comparing]] = await Promise.all([
    syncStates(
      master,
      list.rows.map(({ id }) => id),
    ),
    currentCatalogueVersion(master),
    lastSyncJob(master),
    latestJobs(master, [compareJobKind], null),
  ]);
  const t = await getTranslations("fleetReference");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={
          <>
            {current &&
              t("edition", { version: current.version, date: formatDateTime(current.appliedAt, zone) })}{" "}
            {at === null ? t("neverCompared") : t("comparedAt", { time: formatDateTime(at, zone) })}
          </>
        }
        actions={
          <>
            <ConfirmForm action={compareFleet} label={t("compareAll")}>
              <FormContext />
            </ConfirmForm>
            <ConfirmForm
              action={syncFleet}
              label={t("syncAll")}
              icon={<RefreshCw size={15} aria-hidden />}
              confirm={{ title: t("confirm.title"), text: t("confirm.text"), button: t("syncAll") }}
            >
              <FormContext />
            </ConfirmForm>
          </>
        }
      />
      <Flash query={query} namespace="fleetReference" />
      {comparing?.isOpen && <LiveJob job={comparing} title={t("comparing")} waiting={t("comparingSoon")} />}
      {job && <LastJob job={job} />}
      {job?.isOpen && <RefreshWhile />}
      <SearchBox
        path={syncPath}
        query={syncQuery(filter)}
        label={t("search")}
        className="mb-3 w-full md:w-70"
      />
      <CompaniesTable
        rows={list.rows}
        states={states}
        current={current?.version ?? null}
        filtered={filter.q !== ""}
      />
      {list.rows.length > 0 && (
        <Pagination
          path={syncPath}
          query={syncQuery(filter)}
          page={list.page}
          pageSize={filter.size}
          total={list.total}
        />
      )}
    </>
  );
}
