import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { Flash } from "@/app/_ui/flash";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { tenantSchemaRange } from "@/lib/databases/schema-range";
import type { Query } from "@/lib/domain/list-query";
import { formatBytes, formatNumber } from "@/lib/i18n/format";
import { databaseQuery, isFiltered, parseDatabaseFilter } from "@/lib/master/fleet/databases/database-filter";
import { fleetTotals } from "@/lib/master/fleet/databases/fleet-totals";
import { listDatabases } from "@/lib/master/fleet/databases/list-databases";
import { listServers } from "@/lib/master/fleet/databases/list-servers";
import { listMigrationRuns } from "@/lib/master/fleet/migrations/list-migration-runs";
import { DatabaseFilters } from "./_databases/database-filters";
import { DatabasesTable } from "./_databases/databases-table";
import { NoDatabases } from "./_databases/no-databases";
import { RunPanel } from "./_migrations/run-panel";
import { doctorPath, fleetPath, migrationsPath } from "./addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("databases.title") };
}

export default async function DatabasesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const asked = parseDatabaseFilter(query);
  const { newest } = tenantSchemaRange();
  const [list, totals, servers, [lastRun]] = await Promise.all([
    listDatabases(master, asked, newest),
    fleetTotals(master, newest),
    listServers(master),
    listMigrationRuns(master, new Date(), { limit: 1 }),
  ]);
  const filter = { ...asked, page: list.page };
  const locale = await getLocale();
  const t = await getTranslations("fleet");
  return (
    <>
      <PageHeader
        title={t("databases.title")}
        count={formatNumber(totals.databases, locale)}
        description={t("databases.totals", {
          servers: totals.servers,
          size: formatBytes(totals.bytes, locale),
        })}
        actions={
          totals.databases > 0 && (
            <>
              <ButtonLink href={doctorPath}>{t("databases.checks")}</ButtonLink>
              <ButtonLink
                href={`${migrationsPath}/new`}
                variant={totals.behind > 0 ? "primary" : "secondary"}
              >
                {totals.behind > 0
                  ? t("databases.migrateBehind", { count: formatNumber(totals.behind, locale) })
                  : t("databases.migrate")}
              </ButtonLink>
            </>
          )
        }
      />
      <Flash query={query} namespace="fleet" />
      {lastRun && lastRun.state !== "done" && <RunPanel run={lastRun} />}
      {totals.databases > 0 && <DatabaseFilters filter={filter} servers={servers} />}
      {list.rows.length > 0 ? (
        <>
          <DatabasesTable rows={list.rows} filter={filter} />
          <Pagination
            path={fleetPath}
            query={databaseQuery(filter)}
            page={list.page}
            pageSize={filter.size}
            total={list.total}
          />
        </>
      ) : (
        <NoDatabases filtered={isFiltered(filter)} />
      )}
    </>
  );
}
