import { getTranslations } from "next-intl/server";
import { DataTable } from "@/app/_ui/data-table";
import type { ListedJob } from "@/lib/master/jobs/list/list-jobs";
import { JobStatus } from "../_job/job-status";
import { jobPath } from "../addresses";
import { jobColumns } from "./job-columns";

export async function JobsTable({ rows }: { rows: readonly ListedJob[] }) {
  const t = await getTranslations("fleetJobs");
  return (
    <DataTable
      label={t("title")}
      columns={await jobColumns()}
      rows={rows}
      rowKey={(job) => job.id}
      rowHref={(job) => jobPath(job.id)}
      phoneLine={(job) => <JobStatus job={job} />}
    />
  );
}
