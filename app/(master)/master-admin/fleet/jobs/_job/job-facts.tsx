import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Code } from "@/app/_ui/code";
import { Fact, Facts } from "@/app/_ui/facts";
import { formatDateTime } from "@/lib/i18n/format";
import type { FoundJob } from "@/lib/master/jobs/list/list-jobs";
import { zone } from "../../../../_shell/zone";
import { JobProgress } from "./job-progress";
import { JobStatus } from "./job-status";

const none = <span className="text-muted">–</span>;

/** Everything the list has no room for. */
export async function JobFacts({ job }: { job: FoundJob }) {
  const t = await getTranslations("fleetJobs");
  const time = (at: number | null): ReactNode =>
    at === null ? none : <span className="tabular-nums">{formatDateTime(at, zone)}</span>;
  return (
    <Facts>
      <Fact label={t("columns.state")}>
        <JobStatus job={job} />
      </Fact>
      {job.progress && job.state !== "done" && (
        <Fact label={t("columns.progress")}>
          <JobProgress progress={job.progress} />
        </Fact>
      )}
      <Fact label={t("columns.attempts")}>
        {job.recurs
          ? t("attemptsRecurring", { count: job.attempts })
          : t("attempts", { attempts: job.attempts, most: job.maxAttempts })}
      </Fact>
      <Fact label={t("facts.due")}>{time(job.dueAt)}</Fact>
      <Fact label={t("facts.started")}>{time(job.startedAt)}</Fact>
      <Fact label={t("facts.finished")}>{time(job.finishedAt)}</Fact>
      {job.leasedBy && (
        <Fact label={t("facts.leased")}>
          {t("leasedUntil", {
            worker: job.leasedBy,
            time: formatDateTime(job.leasedUntil ?? job.dueAt, zone),
          })}
        </Fact>
      )}
      <Fact label={t("columns.company")}>
        {job.companyId ? (
          <Link
            href={`/master-admin/companies/${job.companyId}`}
            prefetch={false}
            className="underline underline-offset-2"
          >
            {job.company}
          </Link>
        ) : (
          none
        )}
      </Fact>
      <Fact label={t("columns.by")}>
        {job.requestedBy ?? <span className="text-muted">{t("byItself")}</span>}
      </Fact>
      <Fact label={t("facts.asked")}>{time(job.createdAt)}</Fact>
      <Fact label={t("facts.kind")}>
        <Code text={job.kind} />
      </Fact>
      <Fact label={t("facts.id")}>
        <Code text={job.id} label={t("copyId")} />
      </Fact>
    </Facts>
  );
}
