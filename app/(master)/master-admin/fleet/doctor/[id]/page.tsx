import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/_ui/button";
import { ConfirmForm } from "@/app/_ui/confirm-form";
import { Flash } from "@/app/_ui/flash";
import { FormContext } from "@/app/_ui/form-context";
import { Stethoscope } from "@/app/_ui/icons";
import { PageHeader } from "@/app/_ui/page-header";
import { Panel } from "@/app/_ui/panel";
import { requireMasterAdmin } from "@/lib/auth/require-master-admin";
import type { MasterDb } from "@/lib/databases";
import { isId } from "@/lib/domain/id";
import type { Query } from "@/lib/domain/list-query";
import { formatDateTime } from "@/lib/i18n/format";
import { readCompanyName } from "@/lib/master/companies/read-company-name";
import { companyHealth, lastRepair } from "@/lib/master/fleet/doctor/examinations";
import { examineJobKind } from "@/lib/master/fleet/doctor/examine-job";
import { repairJobKind } from "@/lib/master/fleet/doctor/repair-job";
import { latestJobs } from "@/lib/master/jobs/list/latest-jobs";
import { zone } from "../../../../_shell/zone";
import { companyPath } from "../../../companies/addresses";
import { CompanyFindings } from "../../_doctor/company-findings";
import { FindingList } from "../../_doctor/finding-list";
import { OutcomePanel } from "../../_doctor/outcome-panel";
import { QuarantinePanel } from "../../_doctor/quarantine-panel";
import { LiveJob } from "../../_jobs/live-job";
import { doctorPath } from "../../addresses";
import { examineCompany } from "../actions";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { master } = await requireMasterAdmin();
  return { title: await nameOf(master, (await params).id) };
}

/** How one company's database is, what a repair would do, and the repair. */
export default async function CompanyDoctorPage({ params, searchParams }: Props) {
  const { master } = await requireMasterAdmin();
  const { id } = await params;
  const company = { id, name: await nameOf(master, id) };
  const [health, jobs, last] = await Promise.all([
    companyHealth(master, id),
    latestJobs(master, [repairJobKind, examineJobKind], id),
    lastRepair(master, id),
  ]);
  const job = jobs.find(({ isOpen }) => isOpen);
  const t = await getTranslations("fleetDoctor");
  return (
    <>
      <PageHeader
        title={company.name}
        back={{ href: doctorPath, label: t("title") }}
        description={health ? t("checkedAt", { time: formatDateTime(health.checkedAt, zone) }) : t("never")}
        actions={
          <>
            <ButtonLink href={companyPath(id)}>{t("columns.company")}</ButtonLink>
            <ConfirmForm
              action={examineCompany}
              label={t("runOne")}
              icon={<Stethoscope size={15} aria-hidden />}
            >
              <FormContext companyId={id} />
            </ConfirmForm>
          </>
        }
      />
      <Flash query={await searchParams} namespace="fleetDoctor" />
      {job && (
        <LiveJob
          job={job}
          title={job.kind === repairJobKind ? t("repairing") : t("running")}
          waiting={t("waiting")}
        />
      )}
      <div className="grid max-w-form gap-4">
        <CompanyFindings company={company} health={health} isBusy={job !== undefined} />
        {last && <OutcomePanel {...last} />}
        <QuarantinePanel company={company} />
        {health?.sandbox && (
          <Panel title={t("sandboxTitle")} note={t("sandboxNote")}>
            <FindingList findings={health.sandbox.findings} />
          </Panel>
        )}
      </div>
    </>
  );
}

async function nameOf(master: MasterDb, id: string): Promise<string> {
  return isId(id) ? readCompanyName(master, id).catch(() => notFound()) : notFound();
}
