import { getLocale, getTranslations } from "next-intl/server";
import { kindWord } from "@/app/_jobs/job-words";
import type { Column } from "@/app/_ui/data-table";
import { formatDateTime, formatDuration } from "@/lib/i18n/format";
import type { ListedJob } from "@/lib/master/jobs/list/list-jobs";
import { zone } from "../../../../_shell/zone";
import { JobProgress } from "../_job/job-progress";
import { JobStatus } from "../_job/job-status";

/** What it is, how it stands, how far it got or why it failed, and when. */
export async function jobColumns() {
  const [t, locale] = [await getTranslations("fleetJobs"), await getLocale()];
  const columns: Column<ListedJob>[] = [
    {
      id: "kind",
      header: t("columns.kind"),
      title: (job) => job.kind,
      cell: (job) => (
        <>
          {kindWord(t, job.kind)}
          {job.company && (
            <span className="block truncate font-normal text-caption text-muted">{job.company}</span>
          )}
        </>
      ),
    },
    { id: "state", header: t("columns.state"), width: "10rem", cell: (job) => <JobStatus job={job} /> },
    {
      id: "progress",
      header: t("columns.progress"),
      width: "20%",
      from: "lg",
      title: (job) => job.lastError ?? job.progress?.text,
      cell: (job) => {
        if (job.lastError !== null) return <span className="text-bad text-small">{job.lastError}</span>;
        const ms = durationOf(job);
        if (ms !== null)
          return (
            <span className="text-muted text-small tabular-nums">
              {t("took", { time: formatDuration(ms, locale) })}
            </span>
          );
        if (job.progress !== null) return <JobProgress progress={job.progress} />;
        return <span className="text-muted">–</span>;
      },
    },
    {
      id: "attempts",
      header: t("columns.attempts"),
      width: "6.5rem",
      numeric: true,
      from: "xl",
      cell: (job) => {
        if (job.attempts === 0) return <span className="text-muted">–</span>;
        return job.recurs ? job.attempts : `${job.attempts} / ${job.maxAttempts}`;
      },
    },
    {
      id: "time",
      header: t("columns.time"),
      width: "12rem",
      from: "md",
      cell: (job) => (
        <span className="tabular-nums">
          {formatDateTime(timeOf(job), zone)}
          <span className="block text-caption text-muted">{t(`when.${job.state}`)}</span>
        </span>
      ),
    },
    {
      id: "by",
      header: t("columns.by"),
      width: "13%",
      from: "xl",
      title: (job) => job.requestedBy ?? undefined,
      cell: (job) => job.requestedBy ?? <span className="text-muted">{t("byItself")}</span>,
    },
  ];
  return columns;
}

/** How long one took that came to its end: how far it had got when it last told is nothing to read any more. */
function durationOf({ state, startedAt, finishedAt }: ListedJob): number | null {
  return state === "done" && startedAt !== null && finishedAt !== null ? finishedAt - startedAt : null;
}

/** Of one that waits when it is due, of one that runs since when, of one that is over since when. */
function timeOf({ state, dueAt, startedAt, finishedAt }: ListedJob): number {
  if (state === "waiting") return dueAt;
  return (state === "running" ? startedAt : finishedAt) ?? dueAt;
}
