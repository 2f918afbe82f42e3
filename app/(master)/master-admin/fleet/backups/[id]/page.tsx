import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { Query } from "@/lib/domain/list-query";
import { formatDateTime } from "@/lib/i18n/format";
import { jobsOfBackup, latestComparison } from "@/lib/master/fleet/backups/read-backup";
import { zone } from "../../../../_shell/zone";
import { BackupFacts } from "../../_backups/backup-facts";
import { backupOf } from "../../_backups/backup-of";
import { ComparisonPanel } from "../../_backups/comparison-panel";
import { HistoryPanel } from "../../_backups/history-panel";
import { LiveBackupJob } from "../../_backups/live-backup-job";
import { RecordsForm } from "../../_backups/records-form";
import { backupPath, companyBackupsPath } from "../../addresses";
import { drillBackup } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetRestore"))("one") };
}

/** One backup: whether it works, what became of the company since, and the ways to bring that back. */
export default async function BackupPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const backup = await backupOf(master, (await params).id);
  const jobs = await jobsOfBackup(master, backup);
  const comparison = latestComparison(jobs);
  const open = jobs.find(({ state }) => state === "waiting" || state === "running");
  const isUsable = backup.state === "ready";
  const t = await getTranslations("fleetRestore");
  return (
    <>
      <PageHeader
        title={backup.company}
        back={{ href: companyBackupsPath(backup.companyId), label: t("of", { company: backup.company }) }}
        description={`${t("one")} ${t("taken", { time: formatDateTime(backup.takenAt, zone) })}`}
        actions={
          isUsable && (
            <>
              <ConfirmForm action={drillBackup} label={t("drill")}>
                <FormContext />
                <input type="hidden" name="backupId" value={backup.id} />
              </ConfirmForm>
              <ButtonLink href={`${backupPath(backup.id)}/restore`} variant="danger">
                {t("whole.open")}
              </ButtonLink>
            </>
          )
        }
      />
      <Flash query={await searchParams} namespace="fleetRestore" />
      {open && <LiveBackupJob job={open} />}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_23rem]">
        <div className="grid min-w-0 grid-cols-1 gap-4">
          {backup.state === "ready" ? (
            <>
              <ComparisonPanel backupId={backup.id} comparison={comparison} isBusy={open !== undefined} />
              {comparison && !open && <RecordsForm backup={backup} tables={comparison.tables} />}
            </>
          ) : (
            <Notice tone="warn">
              {t("unusable.title")}. {t(`unusable.${backup.state}`)}
            </Notice>
          )}
          <HistoryPanel jobs={jobs} />
        </div>
        <BackupFacts master={master} backup={backup} />
      </div>
    </>
  );
}
