import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterChips } from "@/app/_ui/filter-chips";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { Archive } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { Status, type Tone } from "@/app/_ui/status";
import { type BackupState, backupStates } from "@/drizzle/master/schema/states";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { all, type Query } from "@/lib/domain/list-query";
import { formatBytes, formatDateTime } from "@/lib/i18n/format";
import { type ListedBackup, listBackups } from "@/lib/master/fleet/backups/list-backups";
import { zone } from "../../../_shell/zone";
import { DrillsPanel } from "../_backups/drills-panel";
import { backupsPath } from "../addresses";
import { backUpNow, drillNow } from "./actions";

const tones: Record<BackupState, Tone> = { making: "info", ready: "good", failed: "bad", removed: "neutral" };
const shown = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleet"))("backups.title") };
}

export default async function BackupsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { master } = await requireMasterAdmin();
  const query = await searchParams;
  const states = backupStates.filter((state) => all(query.state).includes(state));
  const backups = await listBackups(master, {
    states: states.length > 0 ? states : ["making", "ready", "failed"],
    size: shown,
  });
  const locale = await getLocale();
  const t = await getTranslations("fleet");
  return (
    <>
      <PageHeader
        title={t("backups.title")}
        description={t("backups.note")}
        actions={
          <>
            <ConfirmForm action={drillNow} label={t("backups.drill")}>
              <FormContext />
            </ConfirmForm>
            <ConfirmForm action={backUpNow} label={t("backups.now")}>
              <FormContext />
            </ConfirmForm>
          </>
        }
      />
      <Flash query={query} namespace="fleet" />
      <div className="mb-3">
        <FilterChips
          path={backupsPath}
          query={states.length > 0 ? { state: [...states] } : {}}
          filters={[
            {
              name: "state",
              label: t("databases.columns.state"),
              options: backupStates.map((value) => ({ value, label: t(`backup.${value}`) })),
            },
          ]}
        />
      </div>
      {backups.length === 0 ? (
        <Panel flush>
          <EmptyState icon={<Archive size={20} />} title={t("backups.empty")} text={t("backups.emptyText")} />
        </Panel>
      ) : (
        <DataTable<ListedBackup>
          label={t("backups.title")}
          rows={backups}
          rowKey={({ id }) => id}
          rowHref={({ companyId }) => `/master-admin/companies/${companyId}`}
          phoneLine={({ takenAt }) => formatDateTime(takenAt, zone)}
          columns={[
            {
              id: "company",
              header: t("databases.columns.company"),
              title: ({ company }) => company,
              cell: ({ company, id }) => (
                <>
                  {company}
                  <span className="block truncate font-normal text-caption text-muted">{id}</span>
                </>
              ),
            },
            {
              id: "state",
              header: t("databases.columns.state"),
              width: "9rem",
              title: ({ error }) => error ?? undefined,
              cell: ({ state }) => <Status tone={tones[state]}>{t(`backup.${state}`)}</Status>,
            },
            {
              id: "reason",
              header: t("backups.columns.reason"),
              width: "10rem",
              from: "lg",
              cell: ({ reason }) => t(`backups.reason.${reason}`),
            },
            {
              id: "taken",
              header: t("backups.columns.taken"),
              width: "10rem",
              from: "md",
              cell: ({ takenAt }) => formatDateTime(takenAt, zone),
            },
            {
              id: "proven",
              header: t("backups.columns.proven"),
              width: "10rem",
              from: "xl",
              cell: ({ provenAt }) => (provenAt === null ? "–" : formatDateTime(provenAt, zone)),
            },
            {
              id: "size",
              header: t("databases.columns.size"),
              width: "7rem",
              from: "md",
              numeric: true,
              cell: ({ bytes }) => (bytes === null ? "–" : formatBytes(bytes, locale)),
            },
          ]}
        />
      )}
      <DrillsPanel master={master} />
    </>
  );
}
