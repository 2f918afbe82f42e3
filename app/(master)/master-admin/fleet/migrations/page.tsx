import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { Flash } from "@/app/_ui/flash";
import { DatabaseZap } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatDateTime } from "@/lib/i18n/format";
import {
  listMigrationRuns,
  type MigrationRunSummary,
} from "@/lib/master/fleet/migrations/list-migration-runs";
import { isJobOpen } from "@/lib/master/fleet/migrations/migration-job";
import { zone } from "../../../_shell/zone";
import { RunStatus } from "../_migrations/run-status";
import { fleetPath, migrationPath, migrationsPath } from "../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("migrations.title") };
}

export default async function MigrationsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const [runs, isOpen] = await Promise.all([
    listMigrationRuns(master, new Date(), { limit: 50 }),
    isJobOpen(master),
  ]);
  const t = await getTranslations("fleet");
  return (
    <>
      <PageHeader
        title={t("migrations.title")}
        back={{ href: fleetPath, label: t("databases.title") }}
        description={t("migrations.note")}
        actions={
          <ButtonLink href={`${migrationsPath}/new`} variant="primary">
            {t("databases.migrate")}
          </ButtonLink>
        }
      />
      <Flash query={query} namespace="fleet" />
      {isOpen && <RefreshWhile />}
      {runs.length === 0 ? (
        <Panel flush>
          <EmptyState
            icon={<DatabaseZap size={20} />}
            title={isOpen ? t("migrations.waiting") : t("migrations.empty")}
            text={t("migrations.emptyText")}
          />
        </Panel>
      ) : (
        <DataTable<MigrationRunSummary>
          label={t("migrations.title")}
          rows={runs}
          rowKey={({ id }) => id}
          rowHref={({ id }) => migrationPath(id)}
          phoneLine={(run) => <RunStatus run={run} />}
          columns={[
            { id: "target", header: t("migrations.columns.target"), cell: ({ target }) => target },
            {
              id: "state",
              header: t("databases.columns.state"),
              width: "11rem",
              cell: (run) => <RunStatus run={run} />,
            },
            {
              id: "done",
              header: t("migrations.columns.done"),
              width: "7rem",
              from: "md",
              numeric: true,
              cell: ({ counts }) => counts.done,
            },
            {
              id: "failed",
              header: t("migrations.columns.failed"),
              width: "7rem",
              from: "md",
              numeric: true,
              cell: ({ counts }) => counts.failed,
            },
            {
              id: "by",
              header: t("migrations.columns.by"),
              width: "12rem",
              from: "lg",
              cell: ({ startedBy }) => startedBy,
            },
            {
              id: "at",
              header: t("migrations.columns.at"),
              width: "11rem",
              from: "md",
              cell: ({ startedAt }) => formatDateTime(startedAt, zone),
            },
          ]}
        />
      )}
    </>
  );
}
