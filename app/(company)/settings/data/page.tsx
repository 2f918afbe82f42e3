import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Flash } from "@/app/_ui/flash";
import type { Query } from "@/app/_ui/list-url";
import { PageHeader } from "@/app/_ui/page-header";
import { requireCompany } from "@/lib/auth/require-company";
import { openMaster } from "@/lib/databases";
import { lastProvenRestores, listBackups } from "@/lib/master/fleet/backups/list-backups";
import { readBackupSchedule } from "@/lib/master/fleet/backups/read-backup-schedule";
import { listExports } from "@/lib/master/fleet/exports/queries";
import { SettingsTabs } from "../settings-tabs";
import { BackupsPanel } from "./backups-panel";
import { ExportPanel } from "./export-panel";
import { SchedulePanel } from "./schedule-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: `${t("tabs.data")} · ${t("title")}` };
}

export default async function DataPage({ searchParams }: { searchParams: Promise<Query> }) {
  const context = await requireCompany("settings.read", { outsideSandbox: true });
  const { company, can } = context;
  const master = await openMaster();
  const mayExport = can("company.export");
  const [backups, proven, schedule, exports] = await Promise.all([
    listBackups(master, { companyId: company.id, states: ["ready"], size: 10 }),
    lastProvenRestores(master, company.id),
    readBackupSchedule(master, company.id),
    mayExport ? listExports(master, company.id) : [],
  ]);
  const t = await getTranslations("settings");
  return (
    <>
      <PageHeader title={t("title")} />
      <SettingsTabs current="data" />
      <div className="grid max-w-form grid-cols-1 gap-4 *:mb-0">
        <Flash query={await searchParams} namespace="settings" />
        <BackupsPanel
          context={context}
          backups={backups}
          policy={schedule.policy}
          provenAt={proven.get(company.id) ?? null}
        />
        <SchedulePanel context={context} master={master} schedule={schedule} />
        <ExportPanel context={context} exports={exports} now={Date.now()} />
      </div>
    </>
  );
}
