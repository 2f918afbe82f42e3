import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { kindWord } from "@/app/_jobs/job-words";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { RefreshWhile } from "@/app/_ui/refresh-while";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import { isId } from "@/lib/domain/id";
import { findJob } from "@/lib/master/jobs/list/list-jobs";
import { JobActions } from "../_job/job-actions";
import { JobFacts } from "../_job/job-facts";
import { JobResult } from "../_job/job-result";
import { JobText } from "../_job/job-text";
import { jobsPath } from "../addresses";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("fleetJobs"))("one") };
}

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
  const { master } = await requireMasterAdmin();
  const { id } = await params;
  const job = (isId(id) && (await findJob(master, id))) || notFound();
  const t = await getTranslations("fleetJobs");
  return (
    <>
      <PageHeader
        title={kindWord(t, job.kind)}
        back={{ href: jobsPath, label: t("title") }}
        actions={<JobActions job={job} />}
      />
      {(job.state === "waiting" || job.state === "running") && <RefreshWhile />}
      <div className="grid max-w-form gap-4">
        {job.lastError !== null && (
          <Panel title={t(job.state === "dead" ? "deadTitle" : "errorTitle")} note={t("errorNote")}>
            <JobText text={job.lastError} />
          </Panel>
        )}
        <Panel>
          <JobFacts job={job} />
        </Panel>
        {job.result !== null && <JobResult job={job} />}
        <Panel title={t("input")}>
          <JobText text={JSON.stringify(job.input, null, 2)} />
        </Panel>
      </div>
    </>
  );
}
