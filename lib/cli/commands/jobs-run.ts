import { z } from "zod";
import { type RanJob, runDueJobs } from "@/lib/jobs/run-due-jobs";
import { defineCommand } from "../command";
import { followed } from "../steps";
import { table } from "../table";

export const jobsRun = defineCommand({
  name: "jobs run",
  summary: "Do what is due now, once",
  input: z.object({}),
  async *run(_input, { signal, now }) {
    const data = yield* followed<readonly RanJob[]>((report) => {
      let done = 0;
      return runDueJobs({
        signal,
        now,
        onEnd: ({ kind, end }) => report({ done: ++done, total: done, text: `${kind}: ${end}` }),
      });
    });
    return { data, failed: data.some(({ end }) => end === "failed" || end === "dead") };
  },
  show: (ran) =>
    ran.length === 0
      ? "Nothing was due."
      : table(
          ["Job", "Kind", "End"],
          ran.map(({ id, kind, end }) => [id, kind, end]),
        ),
});
