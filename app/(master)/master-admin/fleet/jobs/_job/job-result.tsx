import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Panel } from "@/app/_ui/panel";
import { readExamination, readRepair } from "@/lib/master/fleet/doctor/examinations";
import { examineJobKind } from "@/lib/master/fleet/doctor/examine-job";
import { repairJobKind } from "@/lib/master/fleet/doctor/repair-job";
import type { FoundJob } from "@/lib/master/jobs/list/list-jobs";
import { companyDoctorPath, doctorPath, elsewherePath } from "../../addresses";
import { JobText } from "./job-text";

/** What came of a job: in words where there is a page that shows it, else as the code kept it. */
export async function JobResult({ job }: { job: FoundJob }) {
  const t = await getTranslations("fleetJobs");
  const said = await inWords(job);
  if (said === null)
    return (
      <Panel title={t("result")}>
        <JobText text={JSON.stringify(job.result, null, 2)} />
      </Panel>
    );
  return (
    <Panel title={t("result")}>
      <p>{said.text}</p>
      <Link href={said.href} prefetch={false} className="mt-2 inline-block underline underline-offset-2">
        {said.link}
      </Link>
    </Panel>
  );
}

async function inWords({ kind, companyId, result }: FoundJob) {
  const t = await getTranslations("fleetDoctor");
  const link = t("see");
  if (kind === examineJobKind) {
    const found = readExamination(result);
    if (!found) return null;
    const { examined, companies } = found;
    const href = companyId === null ? doctorPath : companyDoctorPath(companyId);
    return { text: t("examined", { examined, ill: companies.length }), href, link };
  }
  const repair = kind === repairJobKind ? readRepair(result) : null;
  if (!repair) return null;
  const href = companyId === null ? elsewherePath : companyDoctorPath(companyId);
  return { text: t(`outcome.${repair.outcome}`), href, link };
}
