import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import type { FollowedJob } from "@/lib/master/jobs/list/latest-jobs";
import { JobProgress } from "../jobs/_job/job-progress";
import { jobPath } from "../jobs/addresses";

type Props = { job: FollowedJob; title: string; waiting: string; step?: string | undefined };

/** Work that goes on: how far it is, live, and the way to its page. */
export function LiveJob({ job, title, waiting, step }: Props) {
  const t = useTranslations("fleetDoctor");
  const { progress } = job;
  return (
    <Panel
      className="mb-4"
      title={title}
      note={progress ? undefined : waiting}
      actions={
        <Link
          href={jobPath(job.id)}
          prefetch={false}
          className="inline-flex min-h-6 items-center text-muted text-small underline underline-offset-2 hover:text-ink"
        >
          {t("openJob")}
        </Link>
      }
    >
      <RefreshWhile />
      {progress && <JobProgress progress={{ ...progress, text: step ?? progress.text }} />}
      {job.lastError !== null && <p className="mt-2 break-words text-bad text-small">{job.lastError}</p>}
    </Panel>
  );
}
