import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/app/_ui/page-header";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { formatDateTime } from "@/lib/i18n/format";
import { readCompany } from "@/lib/master/companies/read-company";
import { jobsOfBackup, latestComparison } from "@/lib/master/fleet/backups/read-backup";
import { zone } from "../../../../../_shell/zone";
import { backupOf } from "../../../_backups/backup-of";
import { RestoreForm } from "../../../_backups/restore-form";
import { backupPath } from "../../../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetRestore"))("whole.title") };
}

/** What putting a whole company back would mean, and the confirmation that it takes. */
export default async function RestorePage({ params }: { params: Promise<{ id: string }> }) {
  const { master } = await requireMasterAdmin();
  const backup = await backupOf(master, (await params).id);
  if (backup.state !== "ready") redirect(backupPath(backup.id));
  const now = new Date();
  const { database } = await readCompany(master, backup.companyId, now);
  const comparison = latestComparison(await jobsOfBackup(master, backup));
  const t = await getTranslations("fleetRestore");
  const time = formatDateTime(backup.takenAt, zone);
  return (
    <>
      <PageHeader
        title={t("whole.title")}
        back={{ href: backupPath(backup.id), label: `${backup.company} · ${time}` }}
      />
      <RestoreForm
        backup={backup}
        comparison={comparison}
        generation={database?.generation ?? null}
        now={now}
      />
    </>
  );
}
