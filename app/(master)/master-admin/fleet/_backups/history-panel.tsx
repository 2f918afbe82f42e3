import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Panel } from "@/app/_ui/panel";
import { askedForStaysMs } from "@/lib/databases";
import { formatDate, formatDateTime } from "@/lib/i18n/format";
import { drillJobKind } from "@/lib/master/fleet/backups/backup-jobs";
import { type BackupJob, recordsOf, restoredBy } from "@/lib/master/fleet/backups/read-backup";
import { zone } from "../../../_shell/zone";
import { backupPath } from "../addresses";
import { jobPath } from "../jobs/addresses";

const link = "underline underline-offset-2";

/** What was done with a backup, and what came of it. */
export async function HistoryPanel({ jobs }: { jobs: readonly BackupJob[] }) {
  const t = await getTranslations("fleetRestore.outcome");
  const said = (job: BackupJob): ReactNode => {
    if (job.state === "cancelled") return t("cancelled");
    if (job.state === "dead")
      return (
        <>
          <span className="text-bad">{t("failed")}</span>
          <span className="block break-words text-muted text-small">{job.lastError}</span>
        </>
      );
    const restored = restoredBy(job);
    if (restored)
      return (
        <>
          {t("restored", {
            generation: String(restored.generation),
            count: restored.carriedEvents,
            date: formatDate((job.finishedAt ?? job.createdAt) + askedForStaysMs, zone),
          })}{" "}
          {restored.beforeId !== null && (
            <Link href={backupPath(restored.beforeId)} prefetch={false} className={link}>
              {t("before")}
            </Link>
          )}
        </>
      );
    const records = recordsOf(job);
    if (records) return t("records", records);
    return job.kind === drillJobKind ? t("drilled") : t("compared");
  };
  const over = jobs.filter(({ state }) => state !== "waiting" && state !== "running");
  return (
    <Panel title={t("title")} note={over.length === 0 ? t("none") : undefined}>
      {over.length > 0 && (
        <ul className="divide-y divide-line">
          {over.map((job) => (
            <li key={job.id} className="py-2.5 first:pt-0 last:pb-0">
              <span className="block">{said(job)}</span>
              <span className="text-muted text-small tabular-nums">
                {formatDateTime(job.finishedAt ?? job.createdAt, zone)} ·{" "}
                <Link href={jobPath(job.id)} prefetch={false} className={link}>
                  {t("job")}
                </Link>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
