import { z } from "zod";
import { openMaster, write } from "@/lib/databases";
import { retryDeadJob } from "@/lib/master/jobs/retry-job";
import { defineCommand } from "../command";

export const jobsRetry = defineCommand({
  name: "jobs retry",
  summary: "Have a job that failed for good or was cancelled tried again",
  argument: ["id", 'the job, as "jobs list" shows it'],
  input: z.object({ id: z.string() }),
  async run({ id }, { actor, now }) {
    await write(await openMaster(), actor, (tx) => retryDeadJob(tx, id, now()));
    return { data: { id, state: "waiting" } };
  },
  show: ({ id }) => `The job ${id} is due now. A running server takes it by itself; "jobs run" does it here.`,
});
