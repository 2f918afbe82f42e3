import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import type { FoundJob } from "@/lib/master/jobs/list/list-jobs";
import { JobText } from "./job-text";
import { resultInWords } from "./result-in-words";

/** What came of a job: in words where there is a page that shows it, else as the code kept it. */
export async function JobResult({ job }: { job: FoundJob }) {
  const t = await getTranslations("fleetJobs");
  const doctor = await getTranslations("fleetDoctor");
  const said = resultInWords(job);
  if (said === null)
    return (
      <Panel title={t("result")}>
        <JobText text={JSON.stringify(job.result, null, 2)} />
      </Panel>
    );
  return (
    <Panel title={t("result")}>
      <p>{"outcome" in said ? doctor(`outcome.${said.outcome}`) : doctor("examined", said)}</p>
      <Link href={said.href} prefetch={false} className="mt-2 inline-block underline underline-offset-2">
        {doctor("see")}
      </Link>
    </Panel>
  );
}
