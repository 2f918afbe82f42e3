import { z } from "zod";
import { openMaster, write } from "@/lib/databases";
import { cancelJob } from "@/lib/master/jobs/cancel-job";
import { defineCommand } from "../command";

export const jobsCancel = defineCommand({
  name: "jobs cancel",
  summary: "Call a job off; one that runs is told to stop",
  argument: ["id", 'the job, as "jobs list" shows it'],
  input: z.object({ id: z.string() }),
  async run({ id }, { actor, now }) {
    await write(await openMaster(), actor, (tx) => cancelJob(tx, id, now()));
    return { data: { id, state: "cancelled" } };
  },
  show: ({ id }) => `The job ${id} is cancelled. What it did until now stays done.`,
});
