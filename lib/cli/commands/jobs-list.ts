import { z } from "zod";
import { jobStates } from "@/drizzle/master/schema/states";
import { openMaster } from "@/lib/databases";
import { findCompany } from "@/lib/master/companies/find-company";
import { listJobs } from "@/lib/master/jobs/list/list-jobs";
import { defineCommand, wholeNumber } from "../command";
import { instant, table } from "../table";

export const jobsList = defineCommand({
  name: "jobs list",
  summary: "Jobs that wait, run, are done or have failed for good, the newest first",
  options: [
    ["--state <state>", `only those: ${jobStates.join(", ")}`],
    ["--kind <kind>", "only of this kind"],
    ["--company <slug-or-code>", "only for this one"],
    ["--limit <jobs>", "so many at most (50)"],
  ],
  input: z.object({
    state: z.enum(jobStates, { error: `must be one of ${jobStates.join(", ")}` }).optional(),
    kind: z.string().optional(),
    company: z.string().optional(),
    limit: wholeNumber(1, 1_000).default(50),
  }),
  async run({ state, kind, company, limit }) {
    const master = await openMaster();
    const companyId = company === undefined ? null : (await findCompany(master, company)).id;
    const found = await listJobs(master, {
      page: 1,
      size: limit,
      state: state ? [state] : [],
      kind: kind === undefined ? [] : [kind],
      companyId,
    });
    return { data: { total: found.total, jobs: found.rows.map(lineOf) } };
  },
  show: ({ total, jobs }) => {
    if (jobs.length === 0) return "There are no such jobs.";
    const shown = table(
      ["Job", "Kind", "Company", "State", "Attempt", "Due", "Progress", "Problem"],
      jobs.map((job) => [
        job.id,
        job.kind,
        job.company ?? "–",
        job.state,
        `${job.attempts} of ${job.maxAttempts ?? "any number"}`,
        instant(job.dueAt),
        job.progress ? `${job.progress.done}/${job.progress.total} ${job.progress.text}` : "–",
        job.lastError ?? "",
      ]),
    );
    return jobs.length < total ? `${shown}\n\n${jobs.length} of ${total}; --limit shows more.` : shown;
  },
});

function lineOf(job: Awaited<ReturnType<typeof listJobs>>["rows"][number]) {
  return {
    id: job.id,
    kind: job.kind,
    company: job.companySlug,
    state: job.state,
    attempts: job.attempts,
    /** Null for what recurs. */
    maxAttempts: job.recurs ? null : job.maxAttempts,
    dueAt: job.dueAt,
    startedAt: job.startedAt,
    finishedAt: job.finishedAt,
    leasedBy: job.leasedBy,
    progress: job.progress,
    lastError: job.lastError,
    requestedBy: job.requestedBy,
    createdAt: job.createdAt,
  };
}
