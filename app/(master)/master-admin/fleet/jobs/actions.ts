"use server";
import { masterAction } from "@/lib/actions/master-action";
import { cancelJob } from "@/lib/master/jobs/cancel-job";
import { retryDeadJob } from "@/lib/master/jobs/retry-job";
import { aboutJob } from "@/lib/master/jobs/schema";

export const retryJobAction = masterAction("job.retry", aboutJob, ({ tx, now }, { jobId }) =>
  retryDeadJob(tx, jobId, now),
);

export const cancelJobAction = masterAction("job.cancel", aboutJob, ({ tx, now }, { jobId }) =>
  cancelJob(tx, jobId, now),
);
